import type { PositionView, ProtectPositionInput, ProtectPreviewView } from '../../../src-contract/index.ts'
import type { ExitLeg } from './exit-price.ts'
import { isSamePrice, type LineDraft, type LineDraftPorts, LineDrafts } from './line-drafts.ts'

export interface ExitTarget {
  readonly positionId: string
  readonly leg: ExitLeg
}

/** Where a stop or target is wanted. */
export type ExitDraft = LineDraft<ExitTarget, ProtectPreviewView>
export type ExitDrafts = LineDrafts<ExitTarget, ProtectPreviewView>

export interface ExitDraftPorts
  extends Pick<LineDraftPorts<ExitTarget, ProtectPreviewView>, 'confirmFirst' | 'onRefused' | 'after'> {
  preview(input: ProtectPositionInput): Promise<ProtectPreviewView>
  protect(input: ProtectPositionInput): Promise<unknown>
}

/** Stops and targets that are being moved or set. */
export const createExitDrafts = (ports: ExitDraftPorts): ExitDrafts =>
  new LineDrafts({
    ...ports,
    idOf: exitDraftId,
    preview: (draft) => ports.preview(protectInput(draft)),
    send: (draft) => ports.protect(protectInput(draft)),
  })

export const exitDraftId = ({ positionId, leg }: ExitTarget): string => `${positionId}/${leg}`

/** True for drafts that have become fact, and for those whose position is gone. */
export function exitHasEnded(positions: readonly PositionView[]): (draft: ExitDraft) => boolean {
  const byId = new Map(positions.map((position) => [position.positionId, position]))
  return ({ positionId, leg, phase, price }) => {
    const position = byId.get(positionId)
    return position === undefined || (phase === 'sent' && isSamePrice(price, workingPriceOf(position, leg)))
  }
}

/** Price of a leg as the engine has it. */
export function workingPriceOf(position: PositionView, leg: ExitLeg): string | null {
  return leg === 'stopLoss' ? position.stopPrice : position.targetPrice
}

/** What is asked of the engine for one leg; null takes it away. */
export const legInput = (positionId: string, leg: ExitLeg, price: string | null): ProtectPositionInput =>
  leg === 'stopLoss' ? { positionId, stopPrice: price } : { positionId, targetPrice: price }

const protectInput = ({ positionId, leg, price }: ExitDraft): ProtectPositionInput => legInput(positionId, leg, price)
