using Microsoft.Extensions.Logging;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Inference.Batching;
using Mmei.Messaging;

namespace Mmei.Encoders;

/// <summary>
/// Answers encode commands to the observation's fusion shard: with the tokens, or with the reason why there are none. Only a shard that cannot
/// be reached is a failure of the command, which then comes again. A failing model has had its second try when this sees it: batches that fail
/// are run again one by one.
/// </summary>
public sealed partial class ModalityResponder(
    IMessageSender sender, TimeProvider time, EncoderInstruments instruments, ILogger<ModalityResponder> logger)
{
    /// <summary>Runs <paramref name="encode"/> within the request's budget and sends what came of it. Late work is dropped: fusion has gone on.</summary>
    public async Task RespondAsync(
        EncodeRequest request, Func<CancellationToken, Task<Encoded<EncodedTensor>>> encode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(encode);
        if (request.Budget <= TimeSpan.Zero)
        {
            instruments.Expired(request.Modality);
            return;
        }

        using var budget = new CancellationTokenSource(request.Budget, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        Encoded<EncodedTensor> encoded;
        try
        {
            encoded = await encode(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A service that stops gives its message back; one that is late has nobody to answer.
            cancellationToken.ThrowIfCancellationRequested();
            instruments.Expired(request.Modality);
            return;
        }
        catch (InputRejectedException exception)
        {
            await RejectAsync(request, exception.Code, exception.Message, cancellationToken);
            return;
        }
        catch (OverloadedException exception)
        {
            await RejectAsync(
                request, RejectionCode.Overloaded, "Too many inputs are waiting to be encoded.", cancellationToken, exception.RetryAfter);
            return;
        }
#pragma warning disable CA1031 // Whatever went wrong, the observation is told, and goes on without this modality.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EncodingFailed(exception, request.Modality, request.ObservationId);
            await RejectAsync(request, RejectionCode.Failed, "It could not be encoded.", cancellationToken);
            return;
        }

        await SendAsync(request, encoded, cancellationToken);
    }

    private async Task SendAsync(EncodeRequest request, Encoded<EncodedTensor> encoded, CancellationToken cancellationToken)
    {
        var message = new ModalityEncoded
        {
            ObservationId = request.ObservationId,
            TenantId = request.TenantId,
            Modality = request.Modality,
            Tokens = encoded.Result,
            Model = encoded.Model,
            Timings = encoded.Timings,
            Quality = encoded.Quality,
        };
        await sender.SendToShardAsync(request.Shard, message, cancellationToken);
        instruments.Encoded(request.Modality, encoded.Timings, encoded.BatchSize);
    }

    private async Task RejectAsync(
        EncodeRequest request, RejectionCode code, string reason, CancellationToken cancellationToken, TimeSpan? retryAfter = null)
    {
        var message = new ModalityRejected
        {
            ObservationId = request.ObservationId,
            TenantId = request.TenantId,
            Modality = request.Modality,
            Code = code,
            Reason = reason,
            RetryAfterMs = retryAfter is { } wait ? (int)Math.Ceiling(wait.TotalMilliseconds) : null,
        };
        await sender.SendToShardAsync(request.Shard, message, cancellationToken);
        instruments.Rejected(request.Modality, code);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Modality} of observation {ObservationId} could not be encoded")]
    private partial void EncodingFailed(Exception exception, Modality modality, Guid observationId);
}
