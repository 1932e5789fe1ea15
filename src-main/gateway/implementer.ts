import { implement } from '@orpc/server'
import { contract } from '../../src-contract/index.ts'
import type { CallContext } from './call-context.ts'
import { admit, translate } from './guard.ts'

/**
 * The contract, waiting for its handlers. Before each of them: rate and role, then the engine of the account, which
 * the handler finds in its context. After it: errors become entries of the error table.
 *
 * `validateOutput` checks every answer against the contract; it costs a good part of a request, so it is for
 * development and tests.
 */
export function createImplementer(validateOutput: boolean) {
  return implement(contract, validateOutput ? {} : { initialOutputValidationIndex: Number.NaN })
    .$context<CallContext>()
    .use(async ({ context, next, path, procedure }, input) => {
      try {
        admit(context, procedure['~orpc'].meta)
        const gate = context.shared.gates.of(context.account)
        return await next({ context: { engine: gate.engine(), candleTexts: gate.candleTexts } })
      } catch (error) {
        const { secretFields } = procedure['~orpc'].meta
        throw translate(error, { path, input, context, secretFields })
      }
    })
}

export type Implementer = ReturnType<typeof createImplementer>
