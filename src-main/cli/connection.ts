import type { Command } from 'commander'
import { ACCOUNT_HEADER, TradedAccountName } from '../../src-contract/index.ts'
import { type Clock, dataFolder, errorText, FatalError } from '../base/index.ts'
import { AccessTokens } from '../security/index.ts'
import { FolderLock } from '../storage/index.ts'

const NOT_RUNNING_EXIT_CODE = 3
const REFUSED_EXIT_CODE = 1
const USAGE_EXIT_CODE = 2
const ANSWER_LIMIT_MS = 15_000
const LOOK_AGAIN_MS = 50

export interface ConnectionOptions {
  readonly home?: string
  readonly address?: string
  readonly token?: string
  readonly account?: string
  readonly json?: boolean
}

/** Adds the options that every command for a running engine has. */
export function withConnection(command: Command): Command {
  return command
    .option('--home <folder>', 'data folder of the engine (also WHEELHOUSE_HOME)')
    .option('--address <url>', 'address of the engine, when it is not the one of the data folder')
    .option('--token <token>', 'access token, when it is not the one of the data folder')
    .option(
      '--account <name>',
      'account that is asked or traded on, when it is not the first (also WHEELHOUSE_ACCOUNT)',
    )
    .option('--json', 'print the answer as JSON')
}

/** A running engine, spoken to over REST. */
export class EngineConnection {
  readonly address: string
  readonly #token: string
  /** Undefined where only the address is known. */
  readonly #folder: string | undefined
  /** Undefined: the first one. */
  readonly #account: string | undefined

  constructor(address: string, token: string, { folder, account }: { folder?: string; account?: string } = {}) {
    this.address = address
    this.#token = token
    this.#folder = folder
    this.#account = account
  }

  /** @throws FatalError with exit code 3 when no engine runs on the data folder. */
  static open(options: ConnectionOptions, environment: NodeJS.ProcessEnv): EngineConnection {
    const folder = dataFolder(options.home, environment)
    const address = options.address?.replace(/\/+$/, '') ?? FolderLock.read(folder)?.address
    if (!address) {
      throw new FatalError(`No engine runs on ${folder}. Start one with "wheelhouse start --home ${folder}".`, {
        exitCode: NOT_RUNNING_EXIT_CODE,
      })
    }
    const token = options.token ?? AccessTokens.open(folder).tokenFor('admin')
    return new EngineConnection(address, token, {
      ...(options.address === undefined && { folder }),
      ...namedAccount(options, environment),
    })
  }

  get<T>(path: string): Promise<T> {
    return this.#send<T>('GET', path)
  }

  post<T>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return this.#send<T>('POST', path, body)
  }

  put<T>(path: string, body: Readonly<Record<string, unknown>>): Promise<T> {
    return this.#send<T>('PUT', path, body)
  }

  patch<T>(path: string, body: Readonly<Record<string, unknown>>): Promise<T> {
    return this.#send<T>('PATCH', path, body)
  }

  delete<T>(path: string): Promise<T> {
    return this.#send<T>('DELETE', path)
  }

  /** True once the engine has given its data folder free; false where it has not in time, or the folder is not known. */
  async isGone(clock: Clock, limitMs: number): Promise<boolean> {
    if (this.#folder === undefined) return false
    const deadlineMs = clock.nowMs() + limitMs
    while (FolderLock.read(this.#folder)) {
      if (clock.nowMs() >= deadlineMs) return false
      await new Promise<void>((resolve) => {
        clock.setTimer(LOOK_AGAIN_MS, resolve)
      })
    }
    return true
  }

  async #send<T>(method: string, path: string, body?: Readonly<Record<string, unknown>>): Promise<T> {
    const answer = await this.#fetch(`${this.address}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(this.#account === undefined ? {} : { [ACCOUNT_HEADER]: this.#account }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const content = await this.#content(answer)
    if (!answer.ok) throw new FatalError(refusalText(content, answer.status), { exitCode: REFUSED_EXIT_CODE })
    return content as T
  }

  async #content(answer: Response): Promise<unknown> {
    try {
      return await answer.json()
    } catch (error) {
      throw new FatalError(`What answers at ${this.address} is no Wheelhouse engine (HTTP status ${answer.status}).`, {
        exitCode: NOT_RUNNING_EXIT_CODE,
        cause: error,
      })
    }
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
    } catch (error) {
      const reason = errorText(error instanceof Error ? (error.cause ?? error) : error)
      throw new FatalError(`The engine at ${this.address} does not answer (${reason}).`, {
        exitCode: NOT_RUNNING_EXIT_CODE,
        cause: error,
      })
    }
  }
}

/** The account that a command is about: the argument, else `WHEELHOUSE_ACCOUNT` unless that is empty, else none. */
function namedAccount(options: ConnectionOptions, environment: NodeJS.ProcessEnv): { account?: string } {
  const named = options.account ?? (environment['WHEELHOUSE_ACCOUNT'] || undefined)
  if (named === undefined) return {}
  const { data: account } = TradedAccountName.safeParse(named)
  if (account !== undefined) return { account }
  throw new FatalError(
    `No account is called "${named}". Names are "paper" and those under accounts in the configuration.`,
    {
      exitCode: USAGE_EXIT_CODE,
    },
  )
}

interface Refusal {
  readonly code?: string
  readonly message?: string
  readonly data?: { readonly message?: string; readonly issues?: readonly { path: string; message: string }[] }
}

function refusalText(content: unknown, status: number): string {
  const { code, message, data } = (content ?? {}) as Refusal
  const lines = [`${code ?? status}: ${data?.message ?? message ?? 'the engine refused the request'}`]
  for (const issue of data?.issues ?? []) lines.push(`  ${issue.path}: ${issue.message}`)
  return lines.join('\n')
}
