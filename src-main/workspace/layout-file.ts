import { existsSync, readFileSync, renameSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { LayoutId, LayoutName, TimeMsValue } from '../../src-contract/index.ts'
import { errorText } from '../base/index.ts'

/** Grows when a program that knows only the older one could not read the file any more. */
const VERSION = 1

/** A layout that somebody has arranged. */
const StoredLayout = z.object({
  layoutId: LayoutId,
  name: LayoutName,
  arrangement: z.record(z.string(), z.unknown()),
  changedAtMs: TimeMsValue,
})
export type StoredLayout = Readonly<z.infer<typeof StoredLayout>>

const Content = z.object({ version: z.literal(VERSION), layouts: z.array(StoredLayout) })

export interface LayoutsRead {
  readonly layouts: readonly StoredLayout[]
  /** Why nothing could be read, and where the file is now. */
  readonly fault: string | null
  /** The file could not even be put aside: it still is where it would be written over. */
  readonly isInTheWay: boolean
}

/** Reads the file; one that is not there holds nothing. One that cannot be used is put aside, so that it is not written over. */
export function readLayoutFile(file: string): LayoutsRead {
  if (!existsSync(file)) return { layouts: [], fault: null, isInTheWay: false }
  try {
    const { layouts } = Content.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { layouts, fault: null, isInTheWay: false }
  } catch (error) {
    return { layouts: [], ...readAsFault(file, `${file} could not be read (${reasonOf(error)}).`) }
  }
}

/**
 * Replaces the file, which only its owner may read. Written aside and renamed, so that a crash leaves the old one or the
 * new one; off the event loop, because it happens while somebody drags a panel.
 */
export async function writeLayoutFile(file: string, layouts: readonly StoredLayout[]): Promise<void> {
  const aside = `${file}.new`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  // Rights are given at creation only: what another left there would keep its own.
  await rm(aside, { force: true })
  const handle = await open(aside, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify({ version: VERSION, layouts })}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(aside, file)
}

function readAsFault(file: string, fault: string): Omit<LayoutsRead, 'layouts'> {
  try {
    return { fault: `${fault} It was put aside as ${putAside(file)}.`, isInTheWay: false }
  } catch (error) {
    return { fault: `${fault} It could not be put aside (${errorText(error)}).`, isInTheWay: true }
  }
}

/** Gives the file another name, which it answers. */
export function putAside(file: string): string {
  let count = 1
  while (existsSync(asideName(file, count))) count++
  renameSync(file, asideName(file, count))
  return asideName(file, count)
}

function asideName(file: string, count: number): string {
  return `${file}.unreadable-${count}`
}

function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return errorText(error)
  const [issue] = error.issues
  return issue === undefined ? 'it has another form' : `${issue.path.join('.') || 'the whole'}: ${issue.message}`
}
