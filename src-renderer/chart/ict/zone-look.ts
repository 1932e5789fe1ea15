import { fvgState, type IctRecordView } from '../../../src-contract/index.ts'
import { type ChartColors, withOpacity } from '../canvas/chart-colors.ts'
import { isActive } from './record-span.ts'

/** How a zone is drawn. */
export interface ZoneLook {
  readonly fill: string
  readonly edge: string
  /** Empty for a solid edge. */
  readonly dash: number[]
  /** The edge goes all around; else only along top and bottom. */
  readonly framed: boolean
  /** Colour of a bar at the left side. */
  readonly bar: string | undefined
  /** A dashed line through the middle. */
  readonly middle: boolean
  readonly label: string
  readonly labelColor: string
}

export type ZoneKind = 'fvg' | 'orderBlock' | 'breakerBlock' | 'displacement' | 'ote'

const WORDS: Readonly<Record<ZoneKind, string>> = {
  fvg: 'FVG',
  orderBlock: 'OB',
  breakerBlock: 'BB',
  displacement: 'DISP',
  ote: 'OTE',
}

const DASHED = [4, 3]
const SOLID: number[] = []

/** Opacities of fill and edge, while a zone goes on and after it has ended. */
const OPACITIES: Readonly<Record<ZoneKind, readonly [active: Shade, ended: Shade]>> = {
  fvg: [
    { fill: 0.17, edge: 1 },
    { fill: 0.1, edge: 0.45 },
  ],
  orderBlock: [
    { fill: 0.13, edge: 0.9 },
    { fill: 0.06, edge: 0.4 },
  ],
  breakerBlock: [
    { fill: 0.06, edge: 0.9 },
    { fill: 0.04, edge: 0.4 },
  ],
  displacement: [
    { fill: 0.1, edge: 0.5 },
    { fill: 0.05, edge: 0.25 },
  ],
  ote: [
    { fill: 0.12, edge: 0.8 },
    { fill: 0.06, edge: 0.35 },
  ],
}

interface Shade {
  readonly fill: number
  readonly edge: number
}

/** The kind is told by the colour of the edge and by the label, the direction by the colour of the fill and by the arrow. */
export function zoneLook(record: IctRecordView & { readonly kind: ZoneKind }, colors: ChartColors): ZoneLook {
  const { kind, direction } = record
  const [active, ended] = OPACITIES[kind]
  const shade = isActive(record) ? active : ended
  const color = edgeColor(record, colors)
  return {
    fill: withOpacity(fillColor(record, colors), shade.fill),
    edge: withOpacity(color, shade.edge),
    dash: isDashed(record) ? DASHED : SOLID,
    framed: kind === 'orderBlock' || kind === 'breakerBlock',
    bar: kind === 'orderBlock' ? withOpacity(color, shade.edge) : undefined,
    middle: kind === 'fvg' && shade === active,
    label: `${isInverted(record) ? 'I' : ''}${WORDS[kind]}${ARROWS[direction]}`,
    labelColor: shade === active ? color : colors.text3,
  }
}

const ARROWS = { '1': ' ↑', '-1': ' ↓', '0': '' } as const

/** Closed through: a gap counts in the other direction then. */
const isInverted = (record: IctRecordView): boolean => record.kind === 'fvg' && fvgState(record) === 'inverted'

/** Partly filled, turned around, or made from what was broken: no longer whole. */
function isDashed(record: IctRecordView): boolean {
  if (record.kind === 'breakerBlock') return true
  if (record.kind === 'fvg') return fvgState(record) !== 'open'
  return record.kind === 'ote' && record.mitigatedAtMs !== null
}

function edgeColor({ kind, direction }: IctRecordView, colors: ChartColors): string {
  if (kind === 'orderBlock' || kind === 'breakerBlock') return colors.ictBlock
  if (kind === 'ote') return colors.ictEntry
  if (kind === 'displacement') return direction === -1 ? colors.down : colors.up
  return direction === -1 ? colors.ictGapDown : colors.ictGapUp
}

function fillColor(record: IctRecordView, colors: ChartColors): string {
  const { kind, direction } = record
  if (kind === 'orderBlock' || kind === 'breakerBlock') return direction === -1 ? colors.down : colors.up
  return edgeColor(record, colors)
}
