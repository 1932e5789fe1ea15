const REPOSITORY = 'https://github.com/wheelhouse-trading/wheelhouse'

/** Public addresses of the product. A browser opens them itself; the desktop's page only names them. */
export const PRODUCT_PAGES = {
  documentation: `${REPOSITORY}/tree/main/docs`,
  releases: `${REPOSITORY}/releases`,
  issues: `${REPOSITORY}/issues`,
  licence: `${REPOSITORY}/blob/main/LICENSE`,
} as const
