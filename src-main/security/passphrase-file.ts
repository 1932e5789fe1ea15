import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { errorText, FatalError } from '../base/index.ts'

/** Rights of everybody but the owner. */
const OTHERS = 0o077

/** Reads the passphrase that a file holds, without the end of its line. @throws FatalError where others may read the file too, or it says nothing. */
export function readPassphraseFile(file: string): string {
  const { mode, text } = readWithRights(file)
  // Windows has rights of another kind, which Node does not show.
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    const rights = (mode & 0o777).toString(8).padStart(3, '0')
    throw new FatalError(
      `The passphrase file ${file} may be read by others (rights ${rights}); it must be readable by its owner only. Run "chmod 600 ${file}".`,
    )
  }
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase === '') throw new FatalError(`The passphrase file ${file} is empty.`)
  return passphrase
}

/** Rights and content of the same file, also where it is replaced at this moment. */
function readWithRights(file: string): { readonly mode: number; readonly text: string } {
  try {
    const handle = openSync(file, 'r')
    try {
      return { mode: fstatSync(handle).mode, text: readFileSync(handle, 'utf8') }
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw new FatalError(`The passphrase file ${file} cannot be read (${errorText(error)}).`, { cause: error })
  }
}
