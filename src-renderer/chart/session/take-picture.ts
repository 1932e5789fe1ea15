import { words } from '../../i18n/index.ts'
import { readChartColors } from '../canvas/chart-colors.ts'

const TITLE_PX = 28
const PADDING_PX = 10

export interface PictureOptions {
  /** The chart as it was drawn. */
  readonly chart: HTMLCanvasElement
  /** Stands over it: what is seen, and when it was taken. */
  readonly title: string
}

/** The chart with its title as a PNG. */
export async function chartPicture({ chart, title }: PictureOptions): Promise<Blob> {
  const scale = window.devicePixelRatio
  const canvas = document.createElement('canvas')
  canvas.width = chart.width
  canvas.height = chart.height + TITLE_PX * scale
  const context = canvas.getContext('2d')
  if (context === null) throw new Error(words('chart')('noCanvas'))
  const { panel, text1, font } = readChartColors(document.documentElement)
  context.fillStyle = panel
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = text1
  context.font = `600 ${12 * scale}px ${font}`
  context.textBaseline = 'middle'
  context.fillText(title, PADDING_PX * scale, (TITLE_PX * scale) / 2)
  context.drawImage(chart, 0, TITLE_PX * scale)
  return toPng(canvas)
}

const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(words('chart')('pictureTooLarge')))
      else resolve(blob)
    }, 'image/png')
  })

export async function copyPicture(blob: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })])
}
