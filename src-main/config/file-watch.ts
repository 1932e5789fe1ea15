import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { type Disposable, SystemClock } from '../base/index.ts'

/** An editor may write a file in several steps: nothing may have happened to it for this long. */
const SETTLED_MS = 100

export interface WatchListeners {
  /** The file was written, replaced, created or removed, and has settled. */
  readonly onEvent: () => void
  readonly onError: (error: unknown) => void
}

/**
 * Watches one file from the moment this returns, also one that does not exist yet. Its folder is what is watched, by name
 * alone: the databases beside it are written many times a second, and looking at the folder each time would cost more
 * than trading does. Throws where the folder cannot be watched.
 */
export function watchFile(file: string, { onEvent, onError }: WatchListeners): Disposable {
  // Editors write at their own pace, whatever clock the program runs on.
  const clock = new SystemClock()
  const name = basename(file)
  let settling: Disposable | undefined
  const watcher = watch(dirname(file), (_event, changed) => {
    // Some systems do not say which file it was.
    if (changed !== null && changed !== name) return
    settling?.dispose()
    settling = clock.setTimer(SETTLED_MS, onEvent)
  })
  watcher.on('error', onError)
  return {
    dispose(): void {
      settling?.dispose()
      watcher.close()
    },
  }
}
