// Scrolls several viewers together, by the share of their height, so that the same page faces the same page.

export interface ScrollSync {
  /** Adds a viewer; the answer takes it out again. */
  join(element: HTMLElement): () => void;
}

const share = (element: HTMLElement): number =>
  element.scrollTop / Math.max(1, element.scrollHeight - element.clientHeight);

export const createScrollSync = (): ScrollSync => {
  const members = new Set<HTMLElement>();
  // Moving a follower makes it scroll too; its own event must not move the leader again.
  const following = new Set<HTMLElement>();
  return {
    join(element) {
      const lead = () => {
        if (following.delete(element)) return;
        for (const other of members) {
          const top = Math.round(share(element) * (other.scrollHeight - other.clientHeight));
          if (other === element || Math.abs(other.scrollTop - top) < 2) continue;
          following.add(other);
          other.scrollTop = top;
        }
      };
      members.add(element);
      element.addEventListener("scroll", lead, { passive: true });
      return () => {
        members.delete(element);
        element.removeEventListener("scroll", lead);
      };
    },
  };
};
