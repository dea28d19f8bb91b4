/* A disk that fails at its nth call: to be preloaded (LD_PRELOAD) beside the log.

   Only calls upon files in one folder count, and only those that write, bring to the disk, open,
   or change a name. Until fail_from() is called nothing fails. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long made, first;
static int error, lasting;

void fail_from(const char *where, long nth, int with, int for_good)
{
    snprintf(folder, sizeof folder, "%s", where);
    made = 0;
    first = nth;
    error = with;
    lasting = for_good;
}

long calls_made(void) { return made; }

static int fails(const char *path)
{
    size_t length = strlen(folder);

    if (length == 0 || path == NULL || strncmp(path, folder, length) != 0)
        return 0;
    made++;
    return made == first || (lasting && first > 0 && made > first);
}

static int fd_fails(int fd)
{
    char name[64], path[PATH_MAX];
    ssize_t length;

    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    length = readlink(name, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails(path);
}

static int at_fails(int at, const char *path)
{
    return path[0] == '/' || at == AT_FDCWD ? fails(path) : fd_fails(at);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL_IF(it)     \
    if (it) {           \
        errno = error;  \
        return -1;      \
    }
/* A full disk opens what stands there; one that breaks opens nothing. */
#define COUNTS(flags) (error != ENOSPC || ((flags) & O_CREAT))
#define OPENS(name)                                          \
    int name(const char *path, int flags, ...)               \
    {                                                        \
        va_list rest;                                        \
        va_start(rest, flags);                               \
        mode_t mode = va_arg(rest, mode_t);                  \
        va_end(rest);                                        \
        FAIL_IF(COUNTS(flags) && fails(path))                \
        return REAL(name)(path, flags, mode);                \
    }
#define OPENS_AT(name)                                       \
    int name(int at, const char *path, int flags, ...)       \
    {                                                        \
        va_list rest;                                        \
        va_start(rest, flags);                               \
        mode_t mode = va_arg(rest, mode_t);                  \
        va_end(rest);                                        \
        FAIL_IF(COUNTS(flags) && at_fails(at, path))         \
        return REAL(name)(at, path, flags, mode);            \
    }
#define OF_FD(result, name, declared, ...)                   \
    result name declared                                     \
    {                                                        \
        FAIL_IF(fd_fails(fd))                                \
        return REAL(name)(__VA_ARGS__);                      \
    }

OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)
OF_FD(ssize_t, write, (int fd, const void *data, size_t size), fd, data, size)
OF_FD(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), fd, data, size, at)
OF_FD(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), fd, data, size, at)
OF_FD(int, ftruncate, (int fd, off_t size), fd, size)
OF_FD(int, ftruncate64, (int fd, off64_t size), fd, size)
OF_FD(int, fsync, (int fd), fd)
OF_FD(int, fdatasync, (int fd), fd)

int posix_fallocate64(int fd, off64_t at, off64_t size)
{
    return fd_fails(fd) ? error : REAL(posix_fallocate64)(fd, at, size);
}

int posix_fallocate(int fd, off_t at, off_t size)
{
    return fd_fails(fd) ? error : REAL(posix_fallocate)(fd, at, size);
}

int mkdir(const char *path, mode_t mode)
{
    FAIL_IF(fails(path))
    return REAL(mkdir)(path, mode);
}

int rename(const char *from, const char *to)
{
    FAIL_IF(fails(to))
    return REAL(rename)(from, to);
}

int unlink(const char *path)
{
    FAIL_IF(error != ENOSPC && fails(path))
    return REAL(unlink)(path);
}
