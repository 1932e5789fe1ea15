import type { EngineMessage, HostMessage, KeychainView } from '../src-contract/index.ts'
import type { Clock, Disposable } from './base/index.ts'
import type { KeychainCipher } from './engine.ts'

/** A keychain may have to ask the user to unlock it; longer than this nobody is there. */
export const ANSWER_LIMIT_MS = 10_000

type CipherRequest = Extract<EngineMessage, { t: 'cipher' }>
type CipherAnswer = Extract<HostMessage, { t: 'ciphered' | 'cipherFailed' }>

export interface HostCipherPorts {
  readonly view: KeychainView
  readonly post: (request: CipherRequest) => void
  /** System clock. */
  readonly clock: Clock
}

interface Question {
  readonly count: number
  readonly settle: PromiseWithResolvers<string[]>
  readonly limit: Disposable
}

/** The system's keychain, which only the program that hosts the engine can reach. */
export class HostCipher implements KeychainCipher, Disposable {
  readonly #ports: HostCipherPorts
  readonly #open = new Map<number, Question>()
  #lastId = 0
  #isOver = false

  constructor(ports: HostCipherPorts) {
    this.#ports = ports
  }

  get view(): KeychainView {
    return this.#ports.view
  }

  /** Clear texts to base64 ciphertexts, in the same order. Rejects where the host cannot, or does not answer. */
  encrypt(texts: readonly string[]): Promise<string[]> {
    return this.#ask('encrypt', texts)
  }

  /** Base64 ciphertexts back to clear texts, in the same order. Rejects where the host cannot, or does not answer. */
  decrypt(texts: readonly string[]): Promise<string[]> {
    return this.#ask('decrypt', texts)
  }

  /** An answer to a question that is no longer open is too late and changes nothing. */
  handleAnswer(answer: CipherAnswer): void {
    const question = this.#close(answer.id)
    if (!question) return
    const { count, settle } = question
    if (answer.t === 'cipherFailed') settle.reject(new Error(`The keychain refused: ${answer.message}`))
    else if (answer.texts.length === count) settle.resolve(answer.texts)
    else settle.reject(new Error(`The keychain answered with ${answer.texts.length} texts to ${count}.`))
  }

  /** The host is gone: what is open fails, and so does everything that is asked from here on. */
  dispose(): void {
    this.#isOver = true
    for (const id of this.#open.keys()) this.#close(id)?.settle.reject(goneError())
  }

  #ask(operation: CipherRequest['operation'], texts: readonly string[]): Promise<string[]> {
    if (this.#isOver) return Promise.reject(goneError())
    const id = ++this.#lastId
    const settle = Promise.withResolvers<string[]>()
    const limit = this.#ports.clock.setTimer(ANSWER_LIMIT_MS, () => {
      this.#open.delete(id)
      settle.reject(new Error(`The keychain did not answer within ${ANSWER_LIMIT_MS / 1_000} s.`))
    })
    this.#open.set(id, { count: texts.length, settle, limit })
    this.#ports.post({ t: 'cipher', id, operation, texts: [...texts] })
    return settle.promise
  }

  #close(id: number): Question | undefined {
    const question = this.#open.get(id)
    question?.limit.dispose()
    this.#open.delete(id)
    return question
  }
}

function goneError(): Error {
  return new Error('The keychain cannot be reached: the program that hosts the engine is gone.')
}
