import { ORPCError } from '@orpc/client'
import { ERROR_TABLE, type ErrorAction } from '../../src-contract/index.ts'
import { words } from '../i18n/index.ts'

/** A call was made while there is no connection; nothing was sent. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError'

  constructor() {
    super(words('common')('fault.notSent'))
  }
}

/** Why a call failed, in a shape that a panel can show. */
export interface CallFault {
  /** Code of the contract's error table; `CONNECTION_LOST` when the answer never came. */
  readonly code: string
  readonly message: string
  readonly action: ErrorAction
  /** Details of the code as the contract declares them, not checked here. */
  readonly data: unknown
}

const isTableCode = (code: string): code is keyof typeof ERROR_TABLE => Object.hasOwn(ERROR_TABLE, code)

/** Turns what a call threw into something to show and to decide on. */
export function describeFault(error: unknown): CallFault {
  if (error instanceof ORPCError) {
    const code = String(error.code)
    const action = isTableCode(code) ? ERROR_TABLE[code].action : 'bug'
    return { code, message: error.message, action, data: error.data as unknown }
  }
  const message = error instanceof ConnectionLostError ? error.message : words('common')('fault.noAnswer')
  return { code: 'CONNECTION_LOST', message, action: 'retry', data: undefined }
}

/** The same answer; where the call fails, with an error whose message a person can read, for dialogs that show it. */
export async function readable<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call
  } catch (error) {
    throw new Error(describeFault(error).message, { cause: error })
  }
}
