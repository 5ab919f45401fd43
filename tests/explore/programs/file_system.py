# schedules 2, failing 0, slow 1
import threading

INODES, BLOCKS, N = 32, 26, 14
inode_locks = [threading.Lock() for _ in range(INODES)]
block_locks = [threading.Lock() for _ in range(BLOCKS)]
inodes = [0] * INODES
busy = [False] * BLOCKS


def work(me):
    i = me % INODES
    with inode_locks[i]:
        if inodes[i] == 0:
            b = (i * 2) % BLOCKS
            while True:
                with block_locks[b]:
                    if not busy[b]:
                        busy[b] = True
                        inodes[i] = b + 1
                        break
                b = (b + 1) % BLOCKS


threads = [threading.Thread(target=work, args=(i,)) for i in range(14)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
