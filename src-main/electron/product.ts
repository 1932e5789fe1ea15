/** Name of the program in title bars and dialogs. */
export const PRODUCT_NAME = 'Wheelhouse'
