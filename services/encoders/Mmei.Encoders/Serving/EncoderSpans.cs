using System.Diagnostics;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Serving;

/// <summary>Where an encoder spent its time, as spans below that of the command.</summary>
internal static class EncoderSpans
{
    private static readonly ActivitySource Source = new("Mmei.Encoders");

    /// <summary>
    /// Told afterwards, when the times are known: a batch runs for several commands, of which each has a trace of its own.
    /// </summary>
    /// <param name="encoder">How its measurements name it.</param>
    /// <param name="timings">Where the time went.</param>
    /// <param name="end">When the result was there.</param>
    public static void Tell(string encoder, EncodeTimings timings, DateTimeOffset end)
    {
        if (Activity.Current is not { IsAllDataRequested: true } command)
        {
            return;
        }

        var start = end - TimeSpan.FromMilliseconds(timings.TotalMs);
        Span("preprocess", timings.PreprocessMs);
        Span("wait", timings.QueueMs);
        Span("infer", timings.InferMs);

        void Span(string stage, double milliseconds)
        {
            using var span = Source.StartActivity($"{encoder} {stage}", ActivityKind.Internal, command.Context, startTime: start);
            start += TimeSpan.FromMilliseconds(milliseconds);
            span?.SetEndTime(start.UtcDateTime);
        }
    }
}
