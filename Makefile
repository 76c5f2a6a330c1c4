# Holdfast. `make help` lists what can be made.

PREFIX ?= /usr/local
DESTDIR ?=
# Where release builds are made: the Swift runtime is linked into the programs, which start faster for it and need
# no toolchain on the machine they are copied to.
RELEASE = PKG_CONFIG_PATH=$(CURDIR)/$(ARCHIVES) swift build -c release --static-swift-stdlib
# Libraries that `holdfast` has linked in as well (see Package.swift): their archives, where no shared library stands
# beside them, and .pc files that name no folder to be searched before this one.
ARCHIVES = .build/archives
export PREFIX DESTDIR

# What it is built with, and what the tests need besides (Debian's names).
DEPS = libevdev-dev libsqlite3-dev libtomlplusplus-dev pkg-config g++ sqlite3
TEST_DEPS = qemu-system-x86 busybox-static cpio mmdebstrap kmod zstd xz-utils gcc libc6-dev e2fsprogs \
  binutils util-linux python3 python3-venv shellcheck tmux evemu-tools zsh fish mandoc man-db less chromium

.PHONY: all build release help deps test-deps demo run test unit floor bench accuracy man docs install uninstall format lint clean

all: build

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

deps: ## installs what is missing to build it (apt)
	@.ci/apt $(DEPS)
	@command -v swift >/dev/null || .ci/apt swiftlang git

test-deps: ## installs what is missing to test it (apt)
	@.ci/apt $(TEST_DEPS)

build: ## builds holdfastd and holdfast for development
	swift build

release: ## builds what `make install` installs
	@mkdir -p $(ARCHIVES)
	@for name in libstdc++ libevdev libsqlite3; do ln -sf "$$(g++ -print-file-name=$$name.a)" $(ARCHIVES)/; done
	@for name in libevdev sqlite3; do \
	  sed 's/-L[^ ]*//' "$$(pkg-config --variable=pcfiledir $$name)/$$name.pc" >$(ARCHIVES)/$$name.pc; done
	$(RELEASE) --product holdfastd
	$(RELEASE) --product holdfast

demo: deps build ## shows it at work: a recorded pedal, a real daemon, a temporary database
	@demo/run

run: deps build ## runs the daemon here, in the foreground, with your own configuration or none
	.build/debug/holdfastd

test: deps test-deps ## every test: units, install, a real kernel
	@Tests/run

unit: ## the unit tests alone
	Tests/unit

floor: test-deps ## builds and unit-tests with Debian 13's Swift 6.0
	Tests/floor/run

bench: deps test-deps release ## the measurements, side by side with their peers
	Benchmarks/run

accuracy: deps release ## how well repetitions are counted in recorded sets (../shared/motion)
	Tests/accuracy/run .build/release

man: build ## makes the manual pages of the commands anew
	docs/man/generate .build/debug

docs: ## makes docs/training.md anew, from the data in Config
	docs/generate

# `sudo make install` takes what the user had built: root may have no toolchain, and must leave no files in .build.
install: ## builds, and installs below $(DESTDIR)$(PREFIX)
	@if [ -z "$$SUDO_USER" ] || [ ! -x .build/release/holdfastd ] || [ ! -x .build/release/holdfast ]; then \
	  $(MAKE) --no-print-directory release; fi
	systemd/install install .build/release

uninstall: ## removes exactly what install wrote
	systemd/install uninstall

format: ## puts the sources into the one format
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

lint: ## says what is not in it
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources
	git ls-files -z | xargs -0 grep -lZE '^#!.*sh$$' | xargs -0 shellcheck -x
	shellcheck -x Tests/System/tests/*.sh Benchmarks/guest/*.sh Tests/System/guest/guest.sh

clean: ## removes what was built; what the tests fetched stays (.build-system, .build-floor, .build-fit)
	rm -rf .build
