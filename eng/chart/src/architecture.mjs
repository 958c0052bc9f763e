/**
 * What the platform is, written down a second time and by hand: the chart's own table (templates/_architecture.tpl) is checked against it.
 */
export const services = ["gateway", "vision", "audio", "text", "fusion", "ranking", "feedback"];
export const encoders = ["vision", "audio", "text"];
export const withModels = [...encoders, "fusion"];

/** HTTP between pods of the release. */
export const calls = ["gateway>feedback:8080", "gateway>ranking:8080", "test>gateway:8080"];

/** Servers outside the release that each service may reach; all may ask DNS. */
export const servers = {
  gateway: ["bus"], vision: ["bus"], audio: ["bus"], text: ["bus"], fusion: ["bus"],
  ranking: ["bus", "storage", "vectors"], feedback: ["bus", "storage"],
  test: [],
};

/** Queues whose length scales an encoder. */
export const queues = {
  vision: ["mmei.encode-image"],
  audio: ["mmei.encode-audio"],
  text: ["mmei.encode-item", "mmei.encode-text"],
};

const common = [
  "ASPNETCORE_HTTP_PORTS", "DOTNET_EnableDiagnostics", "Hosting__ShutdownTimeoutSeconds",
  "Bus__Transport", "Bus__Host", "Bus__Port", "Bus__VirtualHost", "Bus__Username", "Bus__Password",
  "Fusion__Shards",
];

/** Settings of each service, without API keys, a vector index key and what `env` adds. */
export const settings = {
  gateway: [...common, "Gateway__RankingUrl", "Gateway__FeedbackUrl"],
  vision: [...common, "Models__Root", "Models__Provider"],
  audio: [...common, "Models__Root", "Models__Provider"],
  text: [...common, "Models__Root", "Models__Provider"],
  fusion: [...common, "Models__Root", "Models__Provider"],
  ranking: [...common, "Storage__Provider", "Storage__ConnectionString", "VectorIndex__Provider", "VectorIndex__Url"],
  feedback: [...common, "Storage__Provider", "Storage__ConnectionString"],
};
