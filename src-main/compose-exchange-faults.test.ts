import { describe, expect, it } from 'vitest'
import { EngineError, FatalError, UnreachableError } from './base/index.ts'
import { isTransient, standBack, unreachable } from './compose-exchange-faults.ts'
import { EndpointError } from './endpoints/index.ts'
import { EngineConfig } from './engine-config.ts'
import { VenueError } from './venues/index.ts'

function venueError(kind: VenueError['kind']): VenueError {
  return new VenueError({ kind, what: 'Binance did not answer.', advice: 'Try again.', isOutcomeUnknown: false })
}

const NO_HOST = new EndpointError('NO_HOST_AVAILABLE', { what: 'No host.', advice: 'Wait.', data: {} })
const AT_EXCHANGE = EngineConfig.parse({ trading: { account: 'main' } })
const ON_PAPER = EngineConfig.parse({ market: { venue: 'binance' } })

describe('what passes by itself', () => {
  it.each([
    [true, 'no network', venueError('noNetwork')],
    [true, 'a ban', venueError('banned')],
    [true, 'no host', NO_HOST],
    [true, 'books that could not be compared', new EngineError('NOT_READY', 'Nothing was assumed.')],
    [
      true,
      'bars that could not be fetched for one of these',
      new Error('no history', { cause: venueError('noAnswer') }),
    ],
    [false, 'a service that nobody knows', new EngineError('UNKNOWN_SERVICE', 'There is no such service.')],
    [false, 'a wrong key', venueError('wrongKey')],
    [false, 'a fault of ours', new TypeError('x is not a function')],
    [false, 'what only a person can mend, whatever caused it', new FatalError('locked', { cause: NO_HOST })],
  ])('%s: %s', (passes, _what, error) => {
    expect(isTransient(error)).toBe(passes)
  })

  it('is told with what is waited for, and that nobody has to do anything', () => {
    const fault = unreachable(AT_EXCHANGE, NO_HOST)
    expect(fault).toBeInstanceOf(UnreachableError)
    expect(fault.cause).toBe(NO_HOST)
    expect(fault.message).toBe(
      'The account main cannot be reached: No host. Wait. It is tried again every few seconds; trading goes on by itself once it has answered and all was compared.',
    )
    expect(unreachable(ON_PAPER, NO_HOST).message).toMatch(/^The market of binance cannot be reached/)
  })

  it('is never a reason to come up on paper instead', () => {
    expect(standBack(AT_EXCHANGE, NO_HOST)).toBeUndefined()
    expect(standBack(AT_EXCHANGE, venueError('wrongKey'))).toMatchObject({ config: { trading: { account: 'paper' } } })
  })
})
