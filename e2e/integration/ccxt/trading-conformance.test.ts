import { describe } from 'vitest'
import { describeTradingVenue } from '../../../src-main/venues/trading-venue-conformance.ts'
import { conformanceFixture } from './testing/conformance-fixture.ts'
import { PROFILES } from './testing/exchange-rig.ts'

describe.each(['spot', 'usdm'] as const)('Binance %s', (side) => {
  describeTradingVenue(PROFILES[side].venueId, conformanceFixture(side))
})
