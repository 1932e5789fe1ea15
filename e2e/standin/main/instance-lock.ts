import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

const LOCK_FILE = 'stand-in-instance.lock'
const SECOND_START = /^stand-in-second-start-.*\.json$/

/** One running program for each profile. The first holds a file with its process id and watches for the words of others. */
export class InstanceLock {
  readonly #folder: string
  readonly #onSecondStart: (start: SecondStart) => void
  #stop: (() => void) | undefined

  constructor(folder: string, onSecondStart: (start: SecondStart) => void) {
    this.#folder = folder
    this.#onSecondStart = onSecondStart
  }

  get isHeld(): boolean {
    return this.#stop !== undefined
  }

  /** False where another process holds it; that one has been told. */
  request(additionalData: unknown): boolean {
    if (this.isHeld) return true
    mkdirSync(this.#folder, { recursive: true })
    if (this.#take()) return true
    const words: SecondStart = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
    writeFileSync(join(this.#folder, `stand-in-second-start-${process.pid}.json`), JSON.stringify(words))
    return false
  }

  release(): void {
    this.#stop?.()
    this.#stop = undefined
  }

  #take(): boolean {
    const file = join(this.#folder, LOCK_FILE)
    if (holderLives(file)) return false
    writeFileSync(file, String(process.pid))
    const watcher = watch(this.#folder, () => this.#readSecondStarts())
    watcher.unref()
    this.#stop = () => {
      watcher.close()
      rmSync(file, { force: true })
    }
    return true
  }

  #readSecondStarts(): void {
    for (const name of readdirSync(this.#folder).filter((name) => SECOND_START.test(name))) {
      const file = join(this.#folder, name)
      const text = readFileSync(file, 'utf8')
      // Still being written: the watcher calls again.
      if (!text.endsWith('}')) continue
      rmSync(file)
      this.#onSecondStart(JSON.parse(text) as SecondStart)
    }
  }
}

function holderLives(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}
