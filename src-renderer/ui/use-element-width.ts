import type { RefObject } from 'react'
import { useMeasured } from './use-measured.ts'

const innerWidth = (element: HTMLElement): number => element.clientWidth

/** Inner width of an element in pixels, kept up to date; undefined before it is in the page. */
export function useElementWidth(element: RefObject<HTMLElement | null>): number | undefined {
  return useMeasured(element, innerWidth)
}
