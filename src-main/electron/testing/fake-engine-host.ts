import type { HostMessage, KeychainView, PlainPort } from '../../../src-contract/index.ts'
import { ensureDefined } from '../../base/index.ts'
import type { Cipher, EngineHost, HostHandlers, RunningHost } from '../host-messages.ts'

const SIGKILL = 9

/** One engine that a {@link FakeEngineHost} has started, in the hands of the test. */
export class FakeEngine {
  readonly posted: { readonly message: HostMessage; readonly ports: readonly PlainPort[] }[] = []
  readonly #handlers: HostHandlers
  isAlive = true
  /** As an engine inside this program: force does nothing. */
  ignoresKill = false
  answersPings = true

  constructor(handlers: HostHandlers) {
    this.#handlers = handlers
  }

  /** Messages it got, by their type. */
  got<Type extends HostMessage['t']>(type: Type): Extract<HostMessage, { t: Type }>[] {
    return this.posted.map(({ message }) => message).filter((message): message is never => message.t === type)
  }

  receive(message: HostMessage, ports: readonly PlainPort[]): void {
    this.posted.push({ message, ports })
    if (message.t === 'ping' && this.answersPings) this.say({ t: 'pong', n: message.n })
  }

  say(message: unknown): void {
    if (this.isAlive) this.#handlers.onMessage(message)
  }

  run(): void {
    this.say({ t: 'running', address: 'http://127.0.0.1:4000', adminToken: 'secret', pid: 4711 })
  }

  exit(code: number, lastWords = ''): void {
    if (!this.isAlive) return
    this.isAlive = false
    this.#handlers.onExit({ code, lastWords })
  }

  /** Ends in order. */
  stop(): void {
    this.say({ t: 'stopped' })
    this.exit(0)
  }

  kill(): void {
    if (!this.ignoresKill) this.exit(SIGKILL)
  }
}

/** Starts engines that do only what the test makes them do. */
export class FakeEngineHost implements EngineHost {
  readonly engines: FakeEngine[] = []
  readonly isSeparate: boolean
  /** Error of the next start. */
  refusal: Error | undefined

  constructor({ isSeparate = true }: { isSeparate?: boolean } = {}) {
    this.isSeparate = isSeparate
  }

  start(handlers: HostHandlers): RunningHost {
    if (this.refusal) throw this.refusal
    const engine = new FakeEngine(handlers)
    this.engines.push(engine)
    return {
      post: (message, ports = []) => engine.receive(message, ports),
      kill: () => engine.kill(),
    }
  }

  get newest(): FakeEngine {
    return ensureDefined(this.engines.at(-1), 'engine')
  }

  get aliveCount(): number {
    return this.engines.filter(({ isAlive }) => isAlive).length
  }
}

export const STRONG_KEYCHAIN: KeychainView = { available: true, backend: 'kwallet6', weak: false }

/** "Encrypts" by putting `*` in front. */
export const starCipher: Cipher = {
  view: async () => STRONG_KEYCHAIN,
  encrypt: async (texts) => texts.map((text) => `*${text}`),
  decrypt: async (texts) =>
    texts.map((text) => {
      if (!text.startsWith('*')) throw new Error('not encrypted here')
      return text.slice(1)
    }),
}

/** Lets everything happen that waits for promises only. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
