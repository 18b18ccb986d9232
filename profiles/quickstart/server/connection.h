/*
 * One client: what it sent and is not dealt with, what it is owed, and where it is in the protocol.
 *
 * Memory per client is bounded: LINE_LIMIT of input, one value on its way in, and output of at
 * most OUTPUT_MARK plus one answer. A client that does not read its answers is not read from either.
 */
#ifndef CONNECTION_H
#define CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    KEY_LIMIT = 250,
    VALUE_LIMIT = 1 << 20,
    LINE_LIMIT = 16 << 10,
    OUTPUT_MARK = 64 << 10 /* no further command is begun while this much waits to be sent */
};

/*
 * COMMAND -> VALUE -> VALUE_END -> COMMAND    set, add, replace
 * COMMAND -> KEYS -> COMMAND                  get
 * COMMAND or VALUE_END -> LINE_END -> COMMAND input that makes no sense up to the next line end
 */
enum stage { STAGE_COMMAND, STAGE_VALUE, STAGE_VALUE_END, STAGE_LINE_END, STAGE_KEYS };

enum storing { STORE_ALWAYS, STORE_NEW, STORE_OLD };

/* A storage command whose value is on its way. */
struct storage {
    enum storing when;
    char key[KEY_LIMIT];
    size_t key_size; /* 0: the key was refused */
    uint32_t flags;
    uint64_t deadline;
    const char *refusal; /* the answer when the value is only to be skipped */
    char *value;
    size_t size;
    size_t received;
};

struct connection {
    int socket;
    bool ended;   /* the client sends nothing more */
    bool closing; /* nothing more will be answered */
    bool stalled; /* there is more to do once output has left */
    bool quiet;   /* the command said `noreply` */
    enum stage stage;
    struct storage storage;
    const char *keys; /* in `input`: the rest of a get */
    const char *keys_end;

    size_t input_start, input_end;
    char *output;
    size_t output_start, output_end, output_room;
    char input[LINE_LIMIT];
};

/* Takes over the socket, which must not block. NULL when memory is short. */
struct connection *connection_open(int socket);

void connection_close(struct connection *connection);

/* Input is wanted when it can be used: room for it, and no answers piled up. */
bool connection_wants_input(const struct connection *connection);

/* Reads what there is. False: the connection is broken. */
bool connection_receive(struct connection *connection);

/* Queues bytes for the client; closes the connection when memory is short. */
void connection_queue(struct connection *connection, const void *bytes, size_t size);

/* Queues a line, unless the command asked for no answer. */
void connection_say(struct connection *connection, const char *line);

size_t connection_queued(const struct connection *connection);

/* Sends what the client takes. False: the connection is broken. */
bool connection_send(struct connection *connection);

/* Nothing can happen any more. */
bool connection_finished(const struct connection *connection);

#endif
