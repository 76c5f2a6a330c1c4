import CLI
import Glibc

exit(runHoldfast(Array(CommandLine.arguments.dropFirst()), in: .live()))
