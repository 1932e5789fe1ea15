export { AMENDABLE_PRICES, type AmendablePrice, amendablePrices, isAmendable } from './amendable-order.ts'
export { CommandKeys, type CommandKeysPorts, isUnanswered } from './command-keys.ts'
export {
  allowsPostOnly,
  CONDITIONAL_TYPES,
  type ConditionalType,
  effectiveTime,
  hasLimit,
  hasTrigger,
  isConditional,
  isPaired,
  PAIRED_TYPES,
  type PairedType,
  sizeNeedsStop,
  timesInForce,
} from './order-fields.ts'
export {
  floorToMultiple,
  isMultipleOf,
  moved,
  nearestMultiple,
  percentToFraction,
  plainDecimal,
  tidyPrice,
} from './decimal-step.ts'
export { amendOrder } from './order-commands.ts'
export { isOpenOrder, isProtection, orderBadge, orderDetail, ownerText } from './order-words.ts'
export { closePosition, handOverPosition, protectPosition } from './position-commands.ts'
export { multipleOfRisk, profitAt } from './position-profit.ts'
export { ruleValue } from './rule-value.ts'
export { type TicketDraft, useTicketDraft, useTicketForm, writeTicketPrice } from './ticket-draft.ts'
export { EMPTY_FORM, MOST_PARTS, otherForm, type SizeKind, type TicketForm, type TicketPart } from './ticket-form.ts'
export {
  type FieldFault,
  missing,
  type Reading,
  readPercent,
  readPositive,
  readStepped,
  wrong,
} from './typed-values.ts'
export { useAsked, useAskedPositions } from './use-asked.ts'
export { useInstrument } from './use-instrument.ts'
export { HAND_OWNER, UNASSIGNED_OWNER, useOwnerOptions } from './use-owner-options.ts'
