import { ORPCError } from '@orpc/server'
import { ERROR_TABLE, type ErrorAction, type ErrorCode } from '../../src-contract/index.ts'
import type { EngineError } from '../base/index.ts'

/** Body of every error answer over REST. */
export interface ErrorBody {
  /** True where the contract of the procedure names this error, so that `data` has the shape it says. */
  readonly defined: boolean
  readonly code: string
  readonly status: number
  readonly message: string
  readonly data: unknown
  readonly action: ErrorAction
}

/** An entry of the error table as the error that all transports carry. */
export function tableError(
  code: ErrorCode,
  options: { message?: string; data?: unknown; cause?: unknown } = {},
): ORPCError<ErrorCode, unknown> {
  const { status, message } = ERROR_TABLE[code]
  return new ORPCError(code, {
    status,
    message: options.message ?? message,
    data: options.data,
    ...(options.cause === undefined ? {} : { cause: options.cause }),
  })
}

export function fromEngineError(error: EngineError): ORPCError<ErrorCode, unknown> {
  return tableError(error.code, { message: error.message, data: error.data, cause: error })
}

/** What to do about a code; one that is not in the table can only be a fault of ours. */
export function actionOf(code: string): ErrorAction {
  return isTableCode(code) ? ERROR_TABLE[code].action : 'bug'
}

export function errorBody(error: ORPCError<string, unknown>): ErrorBody {
  const { defined, code, status, message, data } = error
  return { defined, code, status, message, data, action: actionOf(code) }
}

function isTableCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_TABLE, code)
}
