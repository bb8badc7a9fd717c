// The end of a paged list: fetches the next page as it comes into view, by a button otherwise.
import { useEffect, useRef } from "react";
import { describeFailure } from "../api/message.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

interface Pageable {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => unknown;
}

export function MoreRows({ query }: { query: Pageable }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(query);
  latest.current = query;
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = latest.current;
        if (entry?.isIntersecting && hasNextPage && !isFetchingNextPage && !isFetchNextPageError)
          fetchNextPage();
      },
      { rootMargin: "600px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={end} className="flex flex-col items-center gap-3 py-4">
      {query.isFetchNextPageError && (
        <Notice tone="bad" title="The next rows could not be loaded" live>
          {describeFailure(query.error).detail}
        </Notice>
      )}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {query.isFetchingNextPage ? "Loading…" : "Load more"}
        </Button>
      )}
    </div>
  );
}
