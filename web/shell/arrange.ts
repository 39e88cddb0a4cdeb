// Puts the children of one element into an order with as few moves as possible, and never moves the one that holds
// the focus: moving an element in the document takes the focus and the composition from it.

export function arrange(parent: HTMLElement, wanted: HTMLElement[]): void {
  const focused = document.activeElement;
  const pinned = wanted.findIndex((child) => child.parentElement === parent && child.contains(focused));
  // Before the pinned child: backwards, each just before its follower.
  let follower: Element | null = pinned >= 0 ? wanted[pinned]! : null;
  for (let i = pinned - 1; i >= 0; i--) {
    const child = wanted[i]!;
    if (child.parentElement !== parent || child.nextElementSibling !== follower) parent.insertBefore(child, follower);
    follower = child;
  }
  // After it (or all, when none is pinned): forwards, each just after its predecessor.
  let last: Element | null = pinned >= 0 ? wanted[pinned]! : null;
  for (let i = pinned + 1; i < wanted.length; i++) {
    const child = wanted[i]!;
    const next: Element | null = last ? last.nextElementSibling : parent.firstElementChild;
    if (next !== child) parent.insertBefore(child, next);
    last = child;
  }
}
