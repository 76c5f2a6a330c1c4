// What `holdfast status --json` does, in C: connects, reads the greeting, asks, prints the answer.
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char buffer[1 << 20];

// Reads a line; returns its length with the newline.
static size_t read_line(int connection) {
  size_t length = 0;
  while (length < sizeof buffer && !memchr(buffer, '\n', length)) {
    ssize_t got = read(connection, buffer + length, sizeof buffer - length);
    if (got <= 0) return 0;
    length += (size_t)got;
  }
  return length;
}

int main(int argc, char **argv) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (argc != 2) return 64;
  snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
  int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) != 0) {
    perror(argv[1]);
    return 69;
  }
  static const char request[] = "{\"id\":1,\"request\":\"status\"}\n";
  if (read_line(connection) == 0 || write(connection, request, sizeof request - 1) != sizeof request - 1) return 74;
  size_t length = read_line(connection);
  return length > 0 && fwrite(buffer, 1, length, stdout) == length && fflush(stdout) == 0 ? 0 : 74;
}
