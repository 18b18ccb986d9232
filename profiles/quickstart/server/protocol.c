#include "protocol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"

#define BAD_VALUE "CLIENT_ERROR bad data chunk"
#define LONG_LINE "CLIENT_ERROR line too long"

static const char *find_line_end(const struct connection *connection)
{
    const size_t held = connection->input_end - connection->input_start;
    return memchr(connection->input + connection->input_start, '\n', held);
}

/* Each of the following does one step of its stage; false when it needs more input. */

static bool take_command(struct connection *connection, struct cache *cache)
{
    const char *line = connection->input + connection->input_start;
    const char *end = find_line_end(connection);
    if (end == NULL) {
        if (connection->input_end - connection->input_start < LINE_LIMIT)
            return false;
        connection->quiet = false;
        connection_say(connection, LONG_LINE);
        connection->stage = STAGE_LINE_END;
        return true;
    }
    connection->input_start += (size_t)(end + 1 - line);
    if (end > line && end[-1] == '\r')
        end--;
    command_run(connection, cache, line, end);
    return true;
}

static bool skip_line(struct connection *connection)
{
    const char *end = find_line_end(connection);
    if (end == NULL) {
        connection->input_start = connection->input_end;
        return false;
    }
    connection->input_start = (size_t)(end + 1 - connection->input);
    connection->stage = STAGE_COMMAND;
    return true;
}

static bool take_value(struct connection *connection)
{
    struct storage *storage = &connection->storage;
    const size_t held = connection->input_end - connection->input_start;
    const size_t missing = storage->size - storage->received;
    const size_t taken = held < missing ? held : missing;
    if (storage->value != NULL)
        memcpy(storage->value + storage->received, connection->input + connection->input_start, taken);
    connection->input_start += taken;
    storage->received += taken;
    if (storage->received < storage->size)
        return false;
    connection->stage = STAGE_VALUE_END;
    return true;
}

/* The value must be followed by a line end; a lone LF is taken too, for people who type. */
static bool take_value_end(struct connection *connection, struct cache *cache)
{
    struct storage *storage = &connection->storage;
    const char *rest = connection->input + connection->input_start;
    const size_t held = connection->input_end - connection->input_start;
    const size_t size = held > 0 && rest[0] == '\r' ? 2 : 1;
    if (held < size)
        return false;
    if (rest[size - 1] == '\n') {
        connection->input_start += size;
        connection->stage = STAGE_COMMAND;
        connection_say(connection, storage_finish(storage, cache));
    } else {
        connection->stage = STAGE_LINE_END;
        connection_say(connection, BAD_VALUE);
    }
    free(storage->value);
    storage->value = NULL;
    return true;
}

static bool answer_key(struct connection *connection, struct cache *cache)
{
    struct word key;
    if (!word_next(&connection->keys, connection->keys_end, &key)) {
        connection->stage = STAGE_COMMAND;
        connection_say(connection, "END");
        return true;
    }
    struct hashtable_value found;
    cache->gets++;
    if (!hashtable_get(cache->table, key.text, key.size, cache->now, &found))
        return true;
    cache->hits++;
    char head[KEY_LIMIT + 64];
    const int size = snprintf(head, sizeof head, "VALUE %.*s %u %zu\r\n", (int)key.size, key.text,
                              (unsigned)found.flags, found.size);
    connection_queue(connection, head, (size_t)size);
    connection_queue(connection, found.bytes, found.size);
    connection_queue(connection, "\r\n", 2);
    return true;
}

static bool step(struct connection *connection, struct cache *cache)
{
    switch (connection->stage) {
    case STAGE_COMMAND:
        return take_command(connection, cache);
    case STAGE_VALUE:
        return take_value(connection);
    case STAGE_VALUE_END:
        return take_value_end(connection, cache);
    case STAGE_LINE_END:
        return skip_line(connection);
    case STAGE_KEYS:
        return answer_key(connection, cache);
    }
    return false;
}

void protocol_run(struct connection *connection, struct cache *cache)
{
    cache_tick(cache);
    do {
        connection->stalled = connection_queued(connection) >= OUTPUT_MARK;
    } while (!connection->closing && !connection->stalled && step(connection, cache));
}
