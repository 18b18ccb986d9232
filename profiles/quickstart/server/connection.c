#include "connection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct connection *connection_open(int socket)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection != NULL)
        connection->socket = socket;
    return connection;
}

void connection_close(struct connection *connection)
{
    close(connection->socket);
    free(connection->storage.value);
    free(connection->output);
    free(connection);
}

size_t connection_queued(const struct connection *connection)
{
    return connection->output_end - connection->output_start;
}

bool connection_wants_input(const struct connection *connection)
{
    return !connection->ended && !connection->closing && !connection->stalled &&
           connection_queued(connection) < OUTPUT_MARK;
}

static bool try_later(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

bool connection_receive(struct connection *connection)
{
    const size_t held = connection->input_end - connection->input_start;
    memmove(connection->input, connection->input + connection->input_start, held);
    connection->input_start = 0;
    connection->input_end = held;

    const ssize_t got = recv(connection->socket, connection->input + held, LINE_LIMIT - held, 0);
    if (got < 0)
        return try_later(errno);
    connection->ended = got == 0;
    connection->input_end += (size_t)got;
    return true;
}

/* Makes room behind the queued bytes. */
static bool make_room(struct connection *connection, size_t size)
{
    const size_t queued = connection_queued(connection);
    if (connection->output_start > 0) {
        memmove(connection->output, connection->output + connection->output_start, queued);
        connection->output_start = 0;
        connection->output_end = queued;
    }
    if (queued + size <= connection->output_room)
        return true;
    const size_t room = 2 * queued + size;
    char *output = realloc(connection->output, room);
    if (output == NULL)
        return false;
    connection->output = output;
    connection->output_room = room;
    return true;
}

void connection_queue(struct connection *connection, const void *bytes, size_t size)
{
    if (size == 0 || connection->closing)
        return;
    if (connection->output_room - connection->output_end < size && !make_room(connection, size)) {
        /* What is queued may end in the middle of an answer; half an answer must not look like one. */
        connection->closing = true;
        connection->output_start = connection->output_end = 0;
        return;
    }
    memcpy(connection->output + connection->output_end, bytes, size);
    connection->output_end += size;
}

void connection_say(struct connection *connection, const char *line)
{
    if (connection->quiet)
        return;
    connection_queue(connection, line, strlen(line));
    connection_queue(connection, "\r\n", 2);
}

/* An idle client keeps no large buffer. */
static void drop_output(struct connection *connection)
{
    connection->output_start = connection->output_end = 0;
    if (connection->output_room <= OUTPUT_MARK)
        return;
    free(connection->output);
    connection->output = NULL;
    connection->output_room = 0;
}

bool connection_send(struct connection *connection)
{
    const size_t queued = connection_queued(connection);
    if (queued == 0)
        return true;
    const ssize_t sent = send(connection->socket, connection->output + connection->output_start, queued, MSG_NOSIGNAL);
    if (sent < 0)
        return try_later(errno);
    connection->output_start += (size_t)sent;
    if ((size_t)sent == queued)
        drop_output(connection);
    return true;
}

bool connection_finished(const struct connection *connection)
{
    if (connection_queued(connection) > 0)
        return false;
    return connection->closing || (connection->ended && !connection->stalled);
}
