/** `timeout`: no answer in time. `connection`: none was made, or it broke. `proxy`: the proxy did not let it through. */
export type TransportFault = 'timeout' | 'connection' | 'proxy' | 'closed'

export interface TransportErrorParts {
  readonly fault: TransportFault
  /** The request may have reached the venue. */
  readonly isSent: boolean
  /** Code of the system or of the proxy's answer, such as ECONNREFUSED or 407. */
  readonly code?: string
  readonly cause?: unknown
}

/** A request or socket to which no answer came. The message holds no secrets; the cause may. */
export class TransportError extends Error {
  readonly fault: TransportFault
  readonly isSent: boolean
  readonly code: string | undefined

  constructor(message: string, { fault, isSent, code, cause }: TransportErrorParts) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'TransportError'
    this.fault = fault
    this.isSent = isSent
    this.code = code
  }
}

/** The system's name for what went wrong, where it has one; of several attempts at once, that of the first. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? systemCode(error.errors[0]) : undefined
}
