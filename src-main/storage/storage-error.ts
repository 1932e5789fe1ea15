import { errorText, FatalError } from '../base/index.ts'

/** The code of an error of SQLite (`SQLITE_FULL`) or of the file system (`ENOSPC`); undefined where it has none. */
export function storageCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

const DAMAGED = 'Nothing was changed or deleted. Move the file away and put the newest backup in its place.'

/** Codes → what happened and what a person can do; extended codes such as `SQLITE_IOERR_WRITE` match by their beginning. */
const ADVICE: readonly { readonly codes: readonly string[]; readonly text: string }[] = [
  {
    codes: ['SQLITE_CANTOPEN', 'ENOENT', 'ENOTDIR'],
    text: 'cannot be opened. Check that its folder exists and that this user may write there.',
  },
  { codes: ['SQLITE_NOTADB'], text: `is not a database. ${DAMAGED}` },
  { codes: ['SQLITE_CORRUPT'], text: `is damaged. ${DAMAGED}` },
  {
    codes: ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'],
    text: 'cannot grow: the disk is full. Free some space and start again.',
  },
  {
    codes: ['SQLITE_BUSY'],
    text: 'is locked by another program. Close the program that uses it and start again.',
  },
  {
    codes: ['SQLITE_READONLY', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS'],
    text: 'may not be written by this user. Check the rights of the file and of its folder.',
  },
  {
    codes: ['SQLITE_IOERR', 'EIO'],
    text: 'could not be read or written: the disk reported an error. Check the disk and the space left on it.',
  },
]

/** The error in words that name the file and what to do; an error that no person can mend keeps its own text. */
export function storageError(error: unknown, file: string): Error {
  if (error instanceof FatalError) return error
  const code = storageCode(error)
  const advice = ADVICE.find(({ codes }) => codes.some((known) => code?.startsWith(known)))
  if (advice) return new FatalError(`${file} ${advice.text} (${code}: ${errorText(error)})`, { cause: error })
  return new Error(`${file}: ${errorText(error)}`, { cause: error })
}

/** The text for a file that failed SQLite's own check of its structure. */
export function damagedFile(file: string, finding: string): FatalError {
  return new FatalError(`${file} is damaged. ${DAMAGED} (${finding})`)
}
