/** Files that came through the page are below this. */
export const WEB_PREFIX = 'web/';
