import type { FrameFault, RequestFault, VenueSide } from '../venue/index.ts'

/** Name of a fault by its type: its kind, whether the exchange took what was asked, and the status of a ban. */
type NameOf<Fault> = Fault extends { readonly kind: infer Kind extends string; readonly taken: boolean }
  ? `${Kind}, taken` | `${Kind}, not taken`
  : Fault extends { readonly kind: infer Kind extends string; readonly status: infer Status extends number }
    ? `${Kind} ${Status}`
    : Fault extends { readonly kind: infer Kind extends string }
      ? Kind
      : never

type RequestFaultName = NameOf<RequestFault>
type FrameFaultName = NameOf<FrameFault>
/** Faults of the exchange itself, that no single request or frame meets. */
type ExchangeFaultName = 'clock ahead' | 'clock behind' | 'listen key expired'

/** Only a new order can be filled in part. */
type AskedFaultName = Exclude<RequestFaultName, 'partialFill'>

/** What must hold whatever meets the fault, by what it meets. A fault type without its sentences does not compile. */
interface FaultSentences {
  readonly order: Readonly<Record<RequestFaultName, string>>
  readonly cancel: Readonly<Record<AskedFaultName, string>>
  readonly question: Readonly<Record<AskedFaultName, string>>
  readonly prices: Readonly<Record<FrameFaultName, string>>
  readonly account: Readonly<Record<FrameFaultName, string>>
  readonly exchange: Readonly<Record<ExchangeFaultName, string>>
}

const SENTENCES = {
  order: {
    delay: 'is told once, by whoever knows first, and one order stands',
    'drop, taken': 'is found at the exchange and never sent again',
    'drop, not taken': 'is unknown until the exchange says that it has none; it is not refused and not sent again',
    'hang, taken': 'is given up in time, found at the exchange and never sent again',
    'hang, not taken': 'is given up in time and unknown until the exchange says that it has none',
    duplicate: 'arrives twice and is one order',
    reject: 'is refused with its cause and in the words of the exchange',
    'ban 418': 'is refused; nothing is sent before the ban is over, and orders go first then',
    'ban 429': 'is refused; nothing is sent before the time that the exchange names, and orders go first then',
    'serverError, taken': 'is found at the exchange and never sent again',
    'serverError, not taken': 'is unknown until the exchange says that it has none',
    'invalidJson, taken': 'is found at the exchange and never sent again',
    'invalidJson, not taken': 'is unknown until the exchange says that it has none',
    partialFill: 'is held as far as it was filled, and the rest when its time comes',
  },
  cancel: {
    delay: 'is told once',
    'drop, taken': 'is told by the stream, or asked about',
    'drop, not taken': 'is unknown; the order goes on and can be cancelled again',
    'hang, taken': 'is given up in time and told by the stream',
    'hang, not taken': 'is given up in time and unknown; the order goes on and can be cancelled again',
    duplicate: 'arrives twice and is one cancel, not a refusal',
    reject: 'is refused in the words of the exchange; the order goes on and can be cancelled again',
    'ban 418': 'is refused; the next one waits for the end of the ban and goes through',
    'ban 429': 'is refused; the next one waits for the time that the exchange names and goes through',
    'serverError, taken': 'is told by the stream, or asked about',
    'serverError, not taken': 'is unknown; the order goes on and can be cancelled again',
    'invalidJson, taken': 'is told by the stream, or asked about',
    'invalidJson, not taken': 'is unknown; the order goes on and can be cancelled again',
  },
  question: {
    delay: 'is answered late and truly',
    'drop, taken':
      'is asked again on a new connection; where that is cut too it is said, and the next one has the true answer',
    'drop, not taken':
      'is asked again on a new connection; where that is cut too it is said, and the next one has the true answer',
    'hang, taken': 'is given up in time; the next one has the true answer',
    'hang, not taken': 'is given up in time; the next one has the true answer',
    duplicate: 'arrives twice and is answered once',
    reject: 'is refused in the words of the exchange and never taken for "there is none"',
    'ban 418': 'is refused with when to try again; the next one waits until then',
    'ban 429': 'is refused with when to try again; the next one waits until then',
    'serverError, taken': 'is never taken for "there is none"; the next one has the true answer',
    'serverError, not taken': 'is never taken for "there is none"; the next one has the true answer',
    'invalidJson, taken': 'is never taken for "there is none"; the next one has the true answer',
    'invalidJson, not taken': 'is never taken for "there is none"; the next one has the true answer',
  },
  prices: {
    drop: 'what was missed is fetched; no trade and no bar is lost',
    duplicate: 'no trade is counted twice',
    delay: 'trades stay in order and the book is the exchange’s',
    reorder: 'trades stay in order and the book is the exchange’s',
    invalidJson: 'what was missed is fetched; no trade and no bar is lost',
    disconnect: 'the stream comes back and what was missed is fetched',
    silence: 'the silence is found, the stream comes back and what was missed is fetched',
    halfOpen: 'the dead connection is found, the stream comes back and what was missed is fetched',
  },
  account: {
    drop: 'the stream is opened anew and what was missed is asked for',
    duplicate: 'each fact is told once',
    delay: 'each fact is told once, in its order',
    reorder: 'each fact is told once, in its order',
    invalidJson: 'the stream is opened anew and what was missed is asked for',
    disconnect: 'that is told, the stream comes back and what was missed is asked for',
    silence: 'the next answer finds it out, and the stream is opened anew',
    halfOpen: 'the next answer finds it out, and the stream is opened anew',
  },
  exchange: {
    'clock ahead': 'of an hour in the middle of a session costs no order and doubles none: the clock is measured anew',
    'clock behind': 'of an hour in the middle of a session costs no order and doubles none: the clock is measured anew',
    'listen key expired': 'that is told, and another one is asked for',
  },
} as const satisfies FaultSentences

type Sentences = typeof SENTENCES
/** What meets a fault: a new order, a cancel, a question, a frame of prices or of the account, or the exchange as a whole. */
export type FaultPlace = keyof Sentences
/** `order: drop, taken` */
export type FaultId = { [Place in FaultPlace]: `${Place}: ${keyof Sentences[Place] & string}` }[FaultPlace]

/** One fault that must be shown, from end to end through ccxt, at each of the sides that have it. */
export interface FaultRow {
  readonly id: FaultId
  readonly holds: string
  readonly sides: readonly VenueSide[]
}

const BOTH_SIDES: readonly VenueSide[] = ['spot', 'usdm']
/** The stream of the spot account is opened by a signed request, without a key that could expire. */
const ONE_SIDED: Readonly<Partial<Record<FaultId, readonly VenueSide[]>>> = { 'exchange: listen key expired': ['usdm'] }

/** Every fault of the simulator, by what meets it. */
export const FAULT_ROWS: readonly FaultRow[] = Object.entries<Readonly<Record<string, string>>>(SENTENCES).flatMap(
  ([place, names]) =>
    Object.entries(names).map(([name, holds]) => {
      const id = `${place}: ${name}` as FaultId
      return { id, holds, sides: ONE_SIDED[id] ?? BOTH_SIDES }
    }),
)

/** @throws Error for an id that is not listed, or not for that side. */
export function rowOf(id: string, side: VenueSide): FaultRow {
  const row = FAULT_ROWS.find((each) => each.id === id && each.sides.includes(side))
  if (!row) throw new Error(`"${id}" is no listed fault of ${side}`)
  return row
}

/** How a fault is listed where it meets something at that place. @throws Error where it is not listed there. */
export function faultId(place: FaultPlace, fault: RequestFault | FrameFault): FaultId {
  return rowOf(`${place}: ${nameOf(fault)}`, 'spot').id
}

/** The name that the type of the fault has, too. */
export function nameOf(fault: RequestFault | FrameFault): string {
  if ('taken' in fault) return `${fault.kind}, ${fault.taken ? 'taken' : 'not taken'}`
  return fault.kind === 'ban' ? `${fault.kind} ${fault.status}` : fault.kind
}
