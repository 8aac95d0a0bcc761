#define _GNU_SOURCE
#include "stream.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static char problem[160];

static const char *failed(const char *what) {
    snprintf(problem, sizeof problem, "%s: %s", what, strerror(errno));
    return problem;
}

static const char *open_pty(stream *s, const char *link) {
    if (strlen(link) >= sizeof s->link) {
        return "pty: needs a path of at most 127 bytes";
    }
    s->fd = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    char name[64];
    if (s->fd < 0 || grantpt(s->fd) != 0 || unlockpt(s->fd) != 0 || ptsname_r(s->fd, name, sizeof name) != 0) {
        return failed("cannot open a pseudo-terminal");
    }
    s->keep = open(name, O_RDWR | O_NOCTTY);
    struct termios raw;
    if (s->keep < 0 || tcgetattr(s->keep, &raw) != 0) {
        return failed(name);
    }
    cfmakeraw(&raw);
    tcsetattr(s->keep, TCSANOW, &raw);
    if (*link != 0) {
        unlink(link); /* of a process that was killed */
        if (symlink(name, link) != 0) {
            return failed(link);
        }
        strcpy(s->link, link);
    }
    snprintf(s->name, sizeof s->name, "serial://%s", *link != 0 ? link : name);
    return NULL;
}

static const char *open_tcp(stream *s, const char *port) {
    char *end;
    long number = strtol(port, &end, 10);
    if (*port == 0 || *end != 0 || number < 0 || number > 65535) {
        return "tcp: needs a port from 0 to 65535, such as tcp:7400";
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)number)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    int on = 1;
    s->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(s->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (s->listener < 0 || bind(s->listener, (struct sockaddr *)&address, length) != 0 || listen(s->listener, 128) != 0
            || getsockname(s->listener, (struct sockaddr *)&address, &length) != 0) {
        return failed("cannot listen on the port");
    }
    snprintf(s->name, sizeof s->name, "tcp://127.0.0.1:%d", ntohs(address.sin_port));
    return NULL;
}

static const char *open_unix(stream *s, const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (*path == 0 || strlen(path) >= sizeof address.sun_path) {
        return "unix: needs a path of at most 107 bytes";
    }
    strcpy(address.sun_path, path);
    unlink(path); /* of a process that was killed */
    s->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (s->listener < 0 || bind(s->listener, (struct sockaddr *)&address, sizeof address) != 0
            || listen(s->listener, 128) != 0) {
        return failed(path);
    }
    snprintf(s->name, sizeof s->name, "unix://%s", path);
    return NULL;
}

static const char *open_can(stream *s, const char *where) {
    const char *wrong = can_line_open(&s->can, strchr(where, ':') + 1, where[3] == '-', s->name, sizeof s->name);
    s->on_can = wrong == NULL;
    s->fd = s->on_can ? s->can.fd : -1;
    return wrong;
}

const char *stream_open(stream *s, const char *where) {
    *s = (stream){.listener = -1, .fd = -1, .keep = -1};
    if (strcmp(where, "pty") == 0) {
        return open_pty(s, "");
    }
    if (strncmp(where, "pty:", 4) == 0) {
        return open_pty(s, where + 4);
    }
    if (strncmp(where, "tcp:", 4) == 0) {
        return open_tcp(s, where + 4);
    }
    if (strncmp(where, "unix:", 5) == 0) {
        return open_unix(s, where + 5);
    }
    if (strncmp(where, "can:", 4) == 0 || strncmp(where, "can-raw:", 8) == 0) {
        return open_can(s, where);
    }
    return "listens on pty, pty:LINK, tcp:PORT, unix:PATH, can:INTERFACE,TX,RX or can-raw:INTERFACE,TX,RX";
}

void stream_drop(stream *s) {
    if (s->listener >= 0 && s->fd >= 0) {
        close(s->fd);
        s->fd = -1;
    }
    s->full = false;
}

bool stream_connected(const stream *s) {
    return s->fd >= 0;
}

static void accept_client(stream *s) {
    if (s->listener >= 0 && s->fd < 0) {
        s->fd = accept4(s->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        int on = 1;
        if (s->fd >= 0) {
            setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* refused by Unix sockets, which need none */
        }
    }
}

size_t stream_read(stream *s, uint8_t *bytes, size_t capacity, bool *gone) {
    accept_client(s);
    if (s->fd < 0) {
        return 0;
    }
    if (s->on_can) {
        return can_line_read(&s->can, bytes, capacity);
    }
    ssize_t count = read(s->fd, bytes, capacity);
    if (count > 0) {
        return (size_t)count;
    }
    if (s->listener >= 0 && (count == 0 || (errno != EAGAIN && errno != EINTR))) {
        stream_drop(s);
        *gone = true;
    }
    return 0;
}

size_t stream_write(stream *s, const uint8_t *bytes, size_t length) {
    if (s->fd < 0) {
        return length; /* nobody to tell */
    }
    if (s->on_can) {
        return can_line_write(&s->can, bytes, length);
    }
    ssize_t count = s->listener >= 0 ? send(s->fd, bytes, length, MSG_NOSIGNAL) : write(s->fd, bytes, length);
    if (count < 0 && errno != EAGAIN && errno != EINTR) {
        return length; /* a broken line is noticed by read */
    }
    s->full = count < (ssize_t)length;
    return count < 0 ? 0 : (size_t)count;
}

bool stream_tick(stream *s) {
    return s->on_can && can_line_tick(&s->can);
}

void stream_wait(stream *s, int64_t at_most_ns) {
    struct pollfd watched = {.fd = s->fd >= 0 ? s->fd : s->listener};
    watched.events = (short)(s->fd >= 0 && s->full ? POLLIN | POLLOUT : POLLIN);
    struct timespec time = {at_most_ns / 1000000000, at_most_ns % 1000000000};
    if (at_most_ns > 0) {
        ppoll(&watched, 1, &time, NULL);
    }
}

void stream_close(stream *s) {
    if (s->on_can) {
        can_line_close(&s->can);
    } else if (s->fd >= 0) {
        close(s->fd);
    }
    if (s->keep >= 0) {
        close(s->keep);
    }
    if (s->listener >= 0) {
        close(s->listener);
        if (strncmp(s->name, "unix://", 7) == 0) {
            unlink(s->name + 7);
        }
    }
    if (s->link[0] != 0) {
        unlink(s->link);
    }
    *s = (stream){.listener = -1, .fd = -1, .keep = -1};
}
