import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { AnsweringDoor, type Asked } from './answering-door.ts'
import { runProgram } from './run-program.ts'

/** What the program printed, and what it asked the engine for. */
export interface AnsweredRun {
  readonly stdout: string
  readonly asked: readonly Asked[]
}

export type AnsweredProgram = (answer: object, words: readonly string[]) => Promise<AnsweredRun>

/** Runs the program beside an engine that gives this answer to every call. To be called where tests are collected. */
export function useAnsweredProgram(): AnsweredProgram {
  let folder: string
  let door: AnsweringDoor | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wheelhouse-cli-'))
  })
  afterEach(() => {
    process.exitCode = undefined
    door?.dispose()
    door = undefined
    rmSync(folder, { recursive: true, force: true })
  })
  return async (answer, words) => {
    door?.dispose()
    door = await AnsweringDoor.open(200, JSON.stringify(answer))
    door.standFor(folder)
    const { stdout } = await runProgram(folder, words)
    return { stdout, asked: door.asked }
  }
}
