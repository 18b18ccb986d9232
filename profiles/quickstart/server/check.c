/* `make check`: whole conversations through a socket pair, at once and byte by byte. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cache.h"
#include "connection.h"
#include "protocol.h"

#define KEY_50 "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
#define KEY_250 KEY_50 KEY_50 KEY_50 KEY_50 KEY_50

static const struct {
    const char *sent;
    const char *answer;
} CONVERSATIONS[] = {
    {"set hoge 0 0 3\r\nFoo\r\nget hoge\r\n", "STORED\r\nVALUE hoge 0 3\r\nFoo\r\nEND\r\n"},
    {"set hoge 0 0 3\nFoo\nget hoge\n", "STORED\r\nVALUE hoge 0 3\r\nFoo\r\nEND\r\n"},
    {"set a 4294967295 0 2\r\n\r\n\r\nget  a  b a\r\n",
     "STORED\r\nVALUE a 4294967295 2\r\n\r\n\r\nVALUE a 4294967295 2\r\n\r\n\r\nEND\r\n"},
    {"set a 0 0 0\r\n\r\nget a\r\n", "STORED\r\nVALUE a 0 0\r\n\r\nEND\r\n"},
    {"set a 0 0 3 noreply\r\nFoo\r\nget a\r\n", "VALUE a 0 3\r\nFoo\r\nEND\r\n"},
    {"set a 0 -1 1\r\n1\r\nget a\r\n", "STORED\r\nEND\r\n"},
    {"set a 0 1000 1\r\n1\r\nget a\r\n", "STORED\r\nVALUE a 0 1\r\n1\r\nEND\r\n"},
    {"set a 0 2592001 1\r\n1\r\nget a\r\n", "STORED\r\nEND\r\n"},
    {"set a 0 4102444800 1\r\n1\r\nget a\r\n", "STORED\r\nVALUE a 0 1\r\n1\r\nEND\r\n"},
    {"replace a 0 0 1\r\n1\r\nadd a 0 0 1\r\n2\r\nadd a 0 0 1\r\n3\r\nreplace a 0 0 1\r\n4\r\nget a\r\n",
     "NOT_STORED\r\nSTORED\r\nNOT_STORED\r\nSTORED\r\nVALUE a 0 1\r\n4\r\nEND\r\n"},
    {"set a 0 0 1\r\n1\r\ndelete a\r\ndelete a 0\r\ndelete a noreply\r\ndelete a 1\r\ndelete a 0 noreply\r\n",
     "STORED\r\nDELETED\r\nNOT_FOUND\r\nCLIENT_ERROR bad command line format\r\n"},
    {"set a 0 0 1\r\n1\r\nflush_all\r\nget a\r\nflush_all noreply\r\nflush_all 5\r\nflush_all 0 noreply\r\n",
     "STORED\r\nOK\r\nEND\r\nOK\r\n"},
    {"flush_all soon\r\nflush_all 1 2\r\nflush_all 1 2 3\r\n",
     "CLIENT_ERROR bad command line format\r\nCLIENT_ERROR bad command line format\r\nERROR\r\n"},
    {"version\r\nquit\r\nversion\r\n", "VERSION " SERVER_VERSION "\r\n"},
    {"\r\nhello\r\nget\r\nset a 0 0\r\nset a 0 0 1 silently\r\nGET a\r\nstats items\r\n",
     "ERROR\r\nERROR\r\nERROR\r\nERROR\r\nERROR\r\nERROR\r\nERROR\r\n"},
    {"set a 0 0 x\r\nset a -1 0 1\r\nset a 0 soon 1\r\nset a 4294967296 0 1\r\n",
     "CLIENT_ERROR bad command line format\r\nCLIENT_ERROR bad command line format\r\n"
     "CLIENT_ERROR bad command line format\r\nCLIENT_ERROR bad command line format\r\n"},
    {"set a 0 0 3\r\nFoobar\r\nget a\r\n", "CLIENT_ERROR bad data chunk\r\nEND\r\n"},
    {"set a 0 0 3\r\nFoo\rbar\r\nget a\r\n", "CLIENT_ERROR bad data chunk\r\nEND\r\n"},
    {"set " KEY_250 " 0 0 1\r\n1\r\nget " KEY_250 "\r\n", "STORED\r\nVALUE " KEY_250 " 0 1\r\n1\r\nEND\r\n"},
    {"set " KEY_250 "k 0 0 1\r\n1\r\nget a " KEY_250 "k\r\ndelete " KEY_250 "k\r\n",
     "CLIENT_ERROR bad command line format\r\nCLIENT_ERROR bad command line format\r\n"
     "CLIENT_ERROR bad command line format\r\n"},
    {"set a\tb 0 0 1\r\n1\r\nget a\tb\r\n",
     "CLIENT_ERROR bad command line format\r\nCLIENT_ERROR bad command line format\r\n"},
};

static struct cache cache;

static void expect(bool truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "check.c: %s\n", what);
    exit(EXIT_FAILURE);
}

/* A client's end, and the server's connection behind the other end. */
static struct connection *connect_pair(int *client)
{
    int pair[2];
    expect(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0, "no socket pair");
    expect(fcntl(pair[0], F_SETFL, O_NONBLOCK) == 0 && fcntl(pair[1], F_SETFL, O_NONBLOCK) == 0, "sockets block");
    *client = pair[0];
    struct connection *connection = connection_open(pair[1]);
    expect(connection != NULL, "out of memory");
    return connection;
}

static void serve(struct connection *connection)
{
    expect(!connection_wants_input(connection) || connection_receive(connection), "the client is gone");
    protocol_run(connection, &cache);
    expect(connection_send(connection), "the client is gone");
}

static void check_conversation(const char *sent, const char *answer, size_t piece)
{
    int client;
    struct connection *connection = connect_pair(&client);
    char answered[2048];
    hashtable_clear(cache.table);
    for (size_t size = strlen(sent), at = 0; at < size && !connection->closing; at += piece) {
        const size_t next = size - at < piece ? size - at : piece;
        expect(write(client, sent + at, next) == (ssize_t)next, "cannot send");
        serve(connection);
    }
    const ssize_t got = read(client, answered, sizeof answered);
    const size_t size = got < 0 ? 0 : (size_t)got;
    if (size != strlen(answer) || memcmp(answered, answer, size) != 0) {
        fprintf(stderr, "check.c: sent in pieces of %zu:\n%s\nanswered:\n%.*s\nexpected:\n%s\n", piece, sent,
                (int)size, answered, answer);
        exit(EXIT_FAILURE);
    }
    connection_close(connection);
    close(client);
}

/* One line asks for far more than a client is willing to take: it waits here in small amounts, and all of it comes. */
static void check_slow_reader(void)
{
    enum { VALUES = 40 };
    static char value[VALUE_LIMIT], taken[4096];
    int client;
    struct connection *connection = connect_pair(&client);
    const struct hashtable_value stored = {memset(value, 'x', sizeof value), sizeof value, 0};
    expect(hashtable_set(cache.table, "big", 3, &stored, HASHTABLE_FOREVER) == HASHTABLE_STORED, "not stored");

    expect(write(client, "get", 3) == 3, "cannot send");
    for (int i = 0; i < VALUES; i++)
        expect(write(client, " big", 4) == 4, "cannot send");
    expect(write(client, "\r\n", 2) == 2, "cannot send");
    size_t total = 0;
    for (ssize_t got = 1; got > 0;) {
        serve(connection);
        expect(connection->output_room < 3 * VALUE_LIMIT, "too much output is held");
        got = read(client, taken, sizeof taken);
        total += got > 0 ? (size_t)got : 0;
    }
    expect(total == VALUES * strlen("VALUE big 0 1048576\r\n\r\n") + (size_t)VALUES * VALUE_LIMIT + strlen("END\r\n"),
           "the answer is not whole");
    connection_close(connection);
    close(client);
}

/* Lines and values beyond the limits are refused, and what follows them is understood. */
static void check_limits(void)
{
    static const char EXPECTED[] = "CLIENT_ERROR line too long\r\nSERVER_ERROR object too large for cache\r\nEND\r\n";
    static char junk[VALUE_LIMIT + 1], answered[256];
    int client;
    struct connection *connection = connect_pair(&client);
    const struct {
        const char *bytes;
        size_t size;
    } pieces[] = {
        {junk, LINE_LIMIT + 1}, {"\r\nset big 0 0 1048577\r\n", 23}, {junk, sizeof junk}, {"\r\nget big\r\n", 11}};
    memset(junk, 'x', sizeof junk);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        for (size_t at = 0; at < pieces[i].size; serve(connection)) {
            const ssize_t sent = write(client, pieces[i].bytes + at, pieces[i].size - at);
            expect(sent > 0 || errno == EAGAIN, "cannot send");
            at += sent > 0 ? (size_t)sent : 0;
        }
    }
    shutdown(client, SHUT_WR);
    while (!connection_finished(connection))
        serve(connection);
    const ssize_t got = read(client, answered, sizeof answered);
    expect(got == sizeof EXPECTED - 1 && memcmp(answered, EXPECTED, (size_t)got) == 0, "a limit does not hold");
    connection_close(connection);
    close(client);
}

int main(void)
{
    static const unsigned char seed[HASHTABLE_SEED_SIZE];
    cache.table = hashtable_new(8 << 20, seed);
    expect(cache.table != NULL, "out of memory");
    for (size_t i = 0; i < sizeof CONVERSATIONS / sizeof *CONVERSATIONS; i++) {
        check_conversation(CONVERSATIONS[i].sent, CONVERSATIONS[i].answer, SIZE_MAX);
        check_conversation(CONVERSATIONS[i].sent, CONVERSATIONS[i].answer, 1);
    }
    check_slow_reader();
    check_limits();
    hashtable_free(cache.table);
    puts(SERVER_NAME ": all checks passed");
    return EXIT_SUCCESS;
}
