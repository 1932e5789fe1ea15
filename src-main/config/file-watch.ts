import { once } from 'node:events'

export interface FileWatch {
  close(): Promise<void>
}

/** An editor may write a file in several steps: its size has to stand still this long. */
const SETTLED_MS = 100
const POLL_MS = 25

/** Calls `onEvent` when the file is written, replaced, created or removed; resolves once it watches. */
export async function watchFile(
  file: string,
  onEvent: () => void,
  onError: (error: unknown) => void,
): Promise<FileWatch> {
  const { watch } = await import('chokidar')
  const watcher = watch(file, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: POLL_MS },
  })
  watcher.on('error', onError)
  watcher.on('all', onEvent)
  await once(watcher, 'ready')
  return watcher
}
