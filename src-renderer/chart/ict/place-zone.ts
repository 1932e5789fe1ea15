import type { IctRecordView } from '../../../src-contract/index.ts'
import type { IctFrame } from './ict-frame.ts'
import type { IctBox } from './ict-painter.ts'
import { drawnToMs } from './record-span.ts'

/** Right end of what a record draws: the bar that ended it, else the edge of the plot. */
export function endX(record: IctRecordView, frame: IctFrame): number {
  const endMs = drawnToMs(record)
  return endMs === null ? frame.width : frame.xOf(endMs)
}

/** A box from the bar that a record stands on to its end, between its edges. */
export function placeZone(record: IctRecordView, frame: IctFrame, box: IctBox): boolean {
  const { top, bottom, formedAtMs } = record
  if (top === null || bottom === null) return false
  box.x1 = frame.xOf(formedAtMs)
  box.x2 = endX(record, frame)
  box.y1 = frame.yOf(top)
  box.y2 = frame.yOf(bottom)
  return isPlaced(box)
}

/** A line at the level of a record. */
export function placeLevel(record: IctRecordView, frame: IctFrame, box: IctBox): boolean {
  const price = levelOf(record)
  if (price === null) return false
  box.x1 = frame.xOf(record.formedAtMs)
  box.x2 = endX(record, frame)
  box.y1 = frame.yOf(price)
  box.y2 = box.y1
  return isPlaced(box)
}

/** The level of a record, else the outer edge of its zone. */
export const levelOf = ({ level, direction, top, bottom }: IctRecordView): number | null =>
  level ?? (direction === -1 ? bottom : top)

/** A zone that ended at the bar it stands on has no width; one beside the right edge has none either. */
const isPlaced = ({ x1, x2, y1, y2 }: IctBox): boolean => x2 >= x1 && !Number.isNaN(y1) && !Number.isNaN(y2)
