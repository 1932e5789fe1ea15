import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  PrimitivePaneViewZOrder,
  SeriesAttachedParameter,
} from 'lightweight-charts'

/** A part of the chart to draw on, in CSS pixels. */
export interface Surface {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
}

/** A view of a chart primitive from one function that draws. */
export function paneView(
  draw: (surface: Surface) => void,
  zOrder: PrimitivePaneViewZOrder = 'normal',
): IPrimitivePaneView {
  const renderer: IPrimitivePaneRenderer = {
    draw: (target) =>
      target.useMediaCoordinateSpace(({ context, mediaSize }) => {
        context.save()
        draw({ context, width: mediaSize.width, height: mediaSize.height })
        context.restore()
      }),
  }
  return { renderer: () => renderer, zOrder: () => zOrder }
}

/** Middle of the pixel row that `y` falls on: a line of 1 px there is not blurred. */
export const crisp = (y: number): number => Math.round(y) + 0.5

/** Has a chart painted again. Its `requestUpdate` would have all of it measured anew, too, and painted twice. */
export function repaint(chart: Pick<SeriesAttachedParameter, 'series'> | undefined): void {
  chart?.series.applyOptions({})
}
