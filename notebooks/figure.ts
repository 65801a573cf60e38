/**
 * A picture (an SVG of Plot) with a caption. Its parts are hidden from assistive technology (Plot labels groups that have no role);
 * the picture is one image that `says` describes.
 */
export function figure(picture: Element, { says, caption }: { readonly says: string; readonly caption: string }): HTMLElement {
  for (const part of picture.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  picture.setAttribute('role', 'img')
  picture.setAttribute('aria-label', says)
  const figcaption = document.createElement('figcaption')
  figcaption.textContent = caption
  const whole = document.createElement('figure')
  whole.append(picture, figcaption)
  return whole
}
