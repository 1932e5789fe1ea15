import { ACCOUNT_HEADER } from '../../src-contract/index.ts'

export interface EngineAnswer<T> {
  readonly status: number
  readonly body: T
}

/** A running engine by its address, wherever it runs. */
export interface EngineAccess {
  /** Its data folder. */
  readonly home: string
  readonly address: string
  readonly port: number
  /** Of the admin. */
  readonly token: string
  /** Address of its page with the token. */
  readonly url: string
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<EngineAnswer<T>>
  get<T>(path: string): Promise<T>
}

export interface EngineDoor {
  readonly address: string
  readonly token: string
}

export interface EngineCall {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  /** Account that it is about; the first one unless named. */
  readonly account?: string
}

/** The engine as it answers about one of the accounts that it trades on. */
export function onAccount(engine: EngineAccess, account: string): EngineAccess {
  const { home, address, port, token, url } = engine
  const call = <T>(method: string, path: string, body?: unknown): Promise<EngineAnswer<T>> =>
    callEngine<T>({ address, token }, { method, path, body, account })
  return { home, address, port, token, url, call, get: async <T>(path: string) => (await call<T>('GET', path)).body }
}

/** One call over REST. */
export async function callEngine<T>(
  { address, token }: EngineDoor,
  { method, path, body, account }: EngineCall,
): Promise<EngineAnswer<T>> {
  const answer = await fetch(`${address}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(account === undefined ? {} : { [ACCOUNT_HEADER]: account }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as T }
}
