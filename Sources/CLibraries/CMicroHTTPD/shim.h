#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <zlib.h>

// Leaves the percent escapes of an address undecoded: in C, a decoded `%00` would end the text.
static inline size_t oficio_keep_escapes(void *server, struct MHD_Connection *connection, char *text)
{
    return strlen(text);
}

// Starts a server on the loopback address only, with limits on the size and the time of a request. Returns `NULL` on
// failure. Swift cannot call `MHD_start_daemon`, because it is variadic.
static inline struct MHD_Daemon *oficio_start_server(
    unsigned short port, MHD_AccessHandlerCallback handler, MHD_RequestCompletedCallback completed, void *server)
{
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, port, NULL, NULL, handler, server,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT, 512u,
        MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768,
        MHD_OPTION_UNESCAPE_CALLBACK, oficio_keep_escapes, NULL, MHD_OPTION_NOTIFY_COMPLETED, completed, server,
        MHD_OPTION_END);
}

// Fills in the address of a Unix socket. Returns 0 if the path is too long.
static inline int oficio_unix_address(const char *path, struct sockaddr_un *address)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    if (strlen(path) >= sizeof address->sun_path) return 0;
    strcpy(address->sun_path, path);
    return 1;
}

// Whether somebody listens at a Unix socket: 1 for yes, 0 for no, -1 if that is unclear.
static inline int oficio_unix_answers(const char *path)
{
    struct sockaddr_un address;
    if (!oficio_unix_address(path, &address)) return -1;
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0) return -1;
    int result = connect(probe, (struct sockaddr *)&address, sizeof address);
    int reason = errno;
    close(probe);
    if (result == 0) return 1;
    return reason == ECONNREFUSED || reason == ENOENT ? 0 : -1;
}

// Listens at a Unix socket that only its owner and group may use. Returns the descriptor, or the negative number of the
// error. No other thread may make files meanwhile, because the mask of the process decides the permissions.
static inline int oficio_unix_listen(const char *path)
{
    struct sockaddr_un address;
    if (!oficio_unix_address(path, &address)) return -ENAMETOOLONG;
    int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listening < 0) return -errno;
    mode_t former = umask(0117);
    int bound = bind(listening, (struct sockaddr *)&address, sizeof address);
    int reason = errno;
    umask(former);
    if (bound == 0 && listen(listening, 512) == 0) return listening;
    if (bound == 0) reason = errno;
    close(listening);
    return -reason;
}

// Starts a server on a socket that listens, with the limits of `oficio_start_server`.
static inline struct MHD_Daemon *oficio_start_server_at(
    int listening, MHD_AccessHandlerCallback handler, MHD_RequestCompletedCallback completed, void *server)
{
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handler, server,
        MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_CONNECTION_LIMIT, 512u,
        MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768,
        MHD_OPTION_UNESCAPE_CALLBACK, oficio_keep_escapes, NULL, MHD_OPTION_NOTIFY_COMPLETED, completed, server,
        MHD_OPTION_END);
}

// Returns the port of a server, -1 if it is unknown.
static inline int oficio_server_port(struct MHD_Daemon *daemon)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : -1;
}

// Returns the socket of a connection, -1 if it is unknown.
static inline int oficio_socket(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

// The `poll` event POLLRDHUP: the peer has closed its side. The headers declare it for GNU sources only.
static const short oficio_peer_closed = 0x2000;

// Compresses bytes with gzip (RFC 1952) in one call, and returns the compressed length, 0 if it exceeds `room`. Swift
// cannot call `deflateInit2`, because it is a macro.
static inline unsigned long oficio_gzip(
    const unsigned char *bytes, unsigned long length, unsigned char *out, unsigned long room)
{
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (unsigned char *)bytes;
    stream.avail_in = (unsigned)length;
    stream.next_out = out;
    stream.avail_out = (unsigned)room;
    int ended = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    unsigned long made = stream.total_out;
    deflateEnd(&stream);
    return ended ? made : 0;
}

// Returns the value of a request header, `NULL` if there is none. Only this file uses MHD's enumerations, because Swift
// imports their names differently from version to version.
static inline const char *oficio_header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

// The values of a repeated header: the first, the second, and the first one that differs from the first. `NULL` for a
// missing value.
struct oficio_values {
    const char *name;
    const char *first;
    const char *second;
    const char *different;
};

static inline enum MHD_Result oficio_note_value(
    void *closure, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct oficio_values *values = (struct oficio_values *)closure;
    if (!name || !value || strcasecmp(name, values->name) != 0) return MHD_YES;
    if (!values->first) {
        values->first = value;
        return MHD_YES;
    }
    if (!values->second) values->second = value;
    if (!values->different && strcmp(values->first, value) != 0) values->different = value;
    return MHD_YES;
}

static inline struct oficio_values oficio_headers(struct MHD_Connection *connection, const char *name)
{
    struct oficio_values values = {name, NULL, NULL, NULL};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, oficio_note_value, &values);
    return values;
}

static inline const char *oficio_argument(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
}

static inline struct MHD_Response *oficio_response(size_t length, const void *bytes)
{
    return MHD_create_response_from_buffer(length, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

static inline enum MHD_Result oficio_result(int accepted) { return accepted ? MHD_YES : MHD_NO; }

// Returns a descriptor that becomes readable on SIGINT or SIGTERM. Blocks both signals in this thread and in all
// threads that it starts, so that only the descriptor receives them. No module of the toolchain has `signalfd`.
static inline int oficio_stop_descriptor(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC);
}
