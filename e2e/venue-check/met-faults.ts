import { vi } from 'vitest'
import type { FaultPlan } from '../venue/faults/fault-plan.ts'
import type { FrameFault, RequestFault, VenueSide } from '../venue/index.ts'
import { sideOfPath } from '../venue/rest/http-door.ts'
import { type FaultPlace, nameOf } from './fault-rows.ts'

/** A fault that has happened, as `side id`; undefined where nothing is listed that meets it. */
type Met = `${VenueSide} ${string}` | undefined

const ORDERS = /^(?<method>POST|DELETE) (?<path>\/(?:api\/v3\/order|fapi\/v1\/(?:order|algoOrder)))(?:\?|$)/
const QUESTION = /^GET (?<path>[^?]+)/
const FRAME = /^(?<side>spot|usdm) (?<stream>\S+)$/

/** Writes down from here on which faults the simulator has met. @returns All of them, as `side id`. */
export function noteMetFaults(faults: FaultPlan): () => readonly string[] {
  const requests = vi.spyOn(faults, 'nextOfRequest')
  const frames = vi.spyOn(faults, 'nextOfFrame')
  const shares = vi.spyOn(faults, 'nextFillShare')
  return () =>
    [
      ...resultsOf(requests).map(([subject, fault]) => metByRequest(subject, fault)),
      ...resultsOf(frames).map(([subject, fault]) => metByFrame(subject, fault)),
      ...resultsOf(shares).map(([subject, share]) => metByRequest(orderOf(subject), { kind: 'partialFill', share })),
    ].filter((met) => met !== undefined)
}

interface Calls<Result> {
  readonly mock: {
    readonly calls: readonly (readonly [subject: string])[]
    readonly results: readonly { readonly value: Result | undefined }[]
  }
}

/** Calls that gave something, with what they gave. */
function resultsOf<Result>({ mock }: Calls<Result>): [subject: string, result: Result][] {
  return mock.calls.flatMap(([subject], index) => {
    const value = mock.results[index]?.value
    return value === undefined ? [] : [[subject, value]]
  })
}

function metByRequest(subject: string, fault: RequestFault): Met {
  const { method, path } = ORDERS.exec(subject)?.groups ?? {}
  if (path !== undefined) return met(sideOfPath(path), method === 'POST' ? 'order' : 'cancel', fault)
  const asked = QUESTION.exec(subject)?.groups?.['path']
  return asked === undefined ? undefined : met(sideOfPath(asked), 'question', fault)
}

function metByFrame(subject: string, fault: FrameFault): Met {
  const { side, stream = '' } = FRAME.exec(subject)?.groups ?? {}
  if ((side !== 'spot' && side !== 'usdm') || stream === 'reply') return undefined
  return met(side, stream.startsWith('user@') ? 'account' : 'prices', fault)
}

function met(side: VenueSide, place: FaultPlace, fault: RequestFault | FrameFault): Met {
  return `${side} ${place}: ${nameOf(fault)}`
}

/** How much of an order may fill is asked by `spot BTCUSDT LIMIT`. */
function orderOf(subject: string): string {
  return subject.startsWith('spot ') ? 'POST /api/v3/order' : 'POST /fapi/v1/order'
}
