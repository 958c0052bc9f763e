using Microsoft.Extensions.Logging;
using Mmei.Inference.Batching;

namespace Mmei.Encoders;

/// <summary>What all encoders of a process share.</summary>
public sealed record EncoderParts(Lanes Lanes, PreprocessingSlots Slots, TimeProvider Time, ILoggerFactory Loggers);
