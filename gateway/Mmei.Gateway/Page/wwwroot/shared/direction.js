/** Lays the page out from right to left where its address says `?dir=rtl`: how it will look in Arabic or Hebrew. */
export function followDirection() {
  if (new URLSearchParams(location.search).get("dir") === "rtl") {
    document.documentElement.dir = "rtl";
  }
}
