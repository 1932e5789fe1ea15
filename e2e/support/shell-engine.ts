import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTokens } from './data-folder.ts'
import { callEngine, type EngineAccess, type EngineAnswer } from './engine-access.ts'
import { until } from './engine-process.ts'

interface Holder {
  readonly pid: number
  readonly address: string | null
}

/** Who uses a data folder, as the folder says; undefined where nobody does. */
export function folderHolder(home: string): Holder | undefined {
  const file = join(home, 'engine.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Holder) : undefined
}

/** The engine that a desktop program hosts. Its address is asked for at each call: it may be another after a restart. */
export class ShellEngine implements EngineAccess {
  readonly home: string

  constructor(home: string) {
    this.home = home
  }

  /** Waits until it has started; another one than `notPid` where that is given. */
  async ready(notPid?: number): Promise<void> {
    await until(
      () => this.#status(notPid),
      (status) => status === 200,
    )
  }

  /** HTTP status of its answer; undefined while there is nobody who could answer. */
  async #status(notPid: number | undefined): Promise<number | undefined> {
    const holder = folderHolder(this.home)
    if (!holder?.address || holder.pid === notPid) return undefined
    return this.call('GET', '/status').then(
      ({ status }) => status,
      () => undefined,
    )
  }

  get address(): string {
    const address = folderHolder(this.home)?.address ?? undefined
    if (address === undefined) throw new Error(`no engine answers for ${this.home}`)
    return address
  }

  get port(): number {
    return Number(new URL(this.address).port)
  }

  get token(): string {
    return readTokens(this.home).admin
  }

  get url(): string {
    return `${this.address}/#token=${this.token}`
  }

  call<T = unknown>(method: string, path: string, body?: unknown): Promise<EngineAnswer<T>> {
    return callEngine<T>(this, { method, path, body })
  }

  async get<T>(path: string): Promise<T> {
    return (await this.call<T>('GET', path)).body
  }
}
