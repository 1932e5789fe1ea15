import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export const OWNER_ONLY = 0o600

/** Replaces a file that only its owner may read. Written aside and renamed, so that a crash leaves the old one or the new one. */
export function writeOwnerFile(file: string, text: string): void {
  const aside = `${file}.new`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // Rights are given at creation only: what another left there would keep its own.
  rmSync(aside, { force: true })
  writeFileSync(aside, text, { mode: OWNER_ONLY, flush: true })
  renameSync(aside, file)
  flushFolder(dirname(file))
}

/** The new name is on the disk too. Windows has no such call, and does it by itself. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
