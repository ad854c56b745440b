/* Makes every fsync and fdatasync of a process take 5 ms longer, and at its end writes how many there were into the file
   that SLOW_DISK_COUNT names. */
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static atomic_ulong waits;

static void wait_for_disk(void) {
    struct timespec pause = {0, 5000000};
    atomic_fetch_add(&waits, 1);
    nanosleep(&pause, NULL);
}

int fsync(int fd) {
    wait_for_disk();
    return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
    wait_for_disk();
    return (int)syscall(SYS_fdatasync, fd);
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("SLOW_DISK_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%lu\n", (unsigned long)atomic_load(&waits));
        fclose(file);
    }
}
