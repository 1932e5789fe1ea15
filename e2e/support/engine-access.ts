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

/** One call over REST. */
export async function callEngine<T>(
  { address, token }: EngineDoor,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body?: unknown },
): Promise<EngineAnswer<T>> {
  const answer = await fetch(`${address}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as T }
}
