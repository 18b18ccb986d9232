#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "connection.h"
#include "protocol.h"

/* The first two entries of `polled`; the clients follow. */
enum { STOP, LISTENER, CLIENTS };

/* How long to leave new clients alone when the system has no more descriptors or memory. */
enum { PAUSE_MILLISECONDS = 100 };

struct server {
    int listener;
    bool paused;
    size_t count, most;
    struct connection **connections;
    struct pollfd *polled;
};

static bool prepare_socket(int socket)
{
    const int flags = fcntl(socket, F_GETFL);
    return flags >= 0 && fcntl(socket, F_SETFL, flags | O_NONBLOCK) == 0 && fcntl(socket, F_SETFD, FD_CLOEXEC) == 0;
}

static int listen_on(const struct addrinfo *place)
{
    const int yes = 1;
    const int listener = socket(place->ai_family, place->ai_socktype, place->ai_protocol);
    if (listener < 0)
        return -1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (prepare_socket(listener) && bind(listener, place->ai_addr, place->ai_addrlen) == 0 &&
        listen(listener, SOMAXCONN) == 0)
        return listener;
    const int error = errno;
    close(listener);
    errno = error;
    return -1;
}

/* Says where it listens, with the port that the system chose if 0 was asked for. */
static void announce(int listener)
{
    struct sockaddr_storage place;
    socklen_t size = sizeof place;
    char host[64], port[8];
    if (getsockname(listener, (struct sockaddr *)&place, &size) == 0 &&
        getnameinfo((struct sockaddr *)&place, size, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) == 0)
        fprintf(stderr, SERVER_NAME ": listening on %s port %s\n", host, port);
}

static int open_listener(const char *address, const char *port)
{
    const struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    struct addrinfo *places;
    const int problem = getaddrinfo(address, port, &wanted, &places);
    if (problem != 0) {
        fprintf(stderr, SERVER_NAME ": %s port %s: %s\n", address, port, gai_strerror(problem));
        return -1;
    }
    int listener = -1;
    for (const struct addrinfo *place = places; place != NULL && listener < 0; place = place->ai_next)
        listener = listen_on(place);
    if (listener < 0)
        fprintf(stderr, SERVER_NAME ": cannot listen on %s port %s: %s\n", address, port, strerror(errno));
    else
        announce(listener);
    freeaddrinfo(places);
    return listener;
}

struct server *server_open(const char *address, const char *port, size_t most_connections)
{
    struct server *server = calloc(1, sizeof *server);
    if (server == NULL)
        return NULL;
    server->most = most_connections;
    server->connections = calloc(most_connections, sizeof *server->connections);
    server->polled = calloc(CLIENTS + most_connections, sizeof *server->polled);
    server->listener = -1;
    if (server->connections == NULL || server->polled == NULL)
        fprintf(stderr, SERVER_NAME ": out of memory\n");
    else
        server->listener = open_listener(address, port);
    if (server->listener >= 0)
        return server;
    server_close(server);
    return NULL;
}

void server_close(struct server *server)
{
    for (size_t i = 0; i < server->count; i++)
        connection_close(server->connections[i]);
    if (server->listener >= 0)
        close(server->listener);
    free(server->connections);
    free(server->polled);
    free(server);
}

/* Takes in the clients that wait, up to the limit; the others stay in the system's queue. */
static void accept_clients(struct server *server)
{
    const int yes = 1;
    while (server->count < server->most) {
        const int client = accept(server->listener, NULL, NULL);
        if (client < 0) {
            server->paused = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
            return;
        }
        struct connection *connection = prepare_socket(client) ? connection_open(client) : NULL;
        if (connection == NULL) {
            close(client);
            continue;
        }
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        server->connections[server->count++] = connection;
    }
}

/* One turn of one client; short, so that no client holds up the others. False: the connection is over. */
static bool serve(struct connection *connection, struct cache *cache, short events)
{
    if ((events & (POLLERR | POLLNVAL)) != 0)
        return false;
    if ((events & (POLLIN | POLLHUP)) != 0 && connection_wants_input(connection) && !connection_receive(connection))
        return false;
    protocol_run(connection, cache);
    return connection_send(connection) && !connection_finished(connection);
}

static void serve_all(struct server *server, struct cache *cache)
{
    for (size_t i = server->count; i-- > 0;) {
        const short events = server->polled[CLIENTS + i].revents;
        if (events == 0 || serve(server->connections[i], cache, events))
            continue;
        connection_close(server->connections[i]);
        server->connections[i] = server->connections[--server->count];
        server->paused = false;
    }
}

static short wanted_events(const struct connection *connection)
{
    const bool output = connection_queued(connection) > 0 || connection->stalled;
    return (short)((connection_wants_input(connection) ? POLLIN : 0) | (output ? POLLOUT : 0));
}

static void fill_polled(struct server *server, int stop)
{
    const bool listens = server->count < server->most && !server->paused;
    server->polled[STOP] = (struct pollfd){stop, POLLIN, 0};
    server->polled[LISTENER] = (struct pollfd){listens ? server->listener : -1, POLLIN, 0};
    for (size_t i = 0; i < server->count; i++) {
        const struct connection *connection = server->connections[i];
        server->polled[CLIENTS + i] = (struct pollfd){connection->socket, wanted_events(connection), 0};
    }
}

bool server_run(struct server *server, struct cache *cache, int stop)
{
    for (;;) {
        fill_polled(server, stop);
        const int ready = poll(server->polled, CLIENTS + server->count, server->paused ? PAUSE_MILLISECONDS : -1);
        if (ready < 0 && errno != EINTR) {
            perror(SERVER_NAME ": poll");
            return false;
        }
        if (ready < 0)
            continue;
        if (server->polled[STOP].revents != 0)
            return true;
        server->paused = false;
        cache->connections = server->count;
        serve_all(server, cache);
        if (server->polled[LISTENER].revents != 0)
            accept_clients(server);
    }
}
