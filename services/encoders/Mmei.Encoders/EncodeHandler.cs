using Microsoft.Extensions.Logging;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Commands;
using Mmei.Encoders.Models;
using Mmei.Encoders.Serving;
using Mmei.Hosting.Admission;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;

namespace Mmei.Encoders;

/// <summary>
/// Answers encode commands to the observation's fusion shard: with the tokens, or with the reason why there are none. Only a shard that
/// cannot be reached is a failure of the command, which then comes again. A failing model has had its second try when this sees it: batches
/// that fail are run again one by one.
/// </summary>
public sealed partial class EncodeHandler<TCommand>(
    IEncoder<TCommand, ModalityEncoding> encoder, IMessageSender sender, EncoderInstruments instruments, TimeProvider time,
    ILogger<EncodeHandler<TCommand>> logger) : ICommandHandler<TCommand>
    where TCommand : class, IEncodeCommand
{
    /// <summary>Encodes within the budget and sends what came of it. Late work is dropped: fusion has gone on.</summary>
    public async Task HandleAsync(TCommand command, TimeSpan budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var name = EncoderInstruments.Name(command.Modality);
        TenantOfWork.Tell(command.TenantId);
        if (budget <= TimeSpan.Zero)
        {
            instruments.Expired(name);
            return;
        }

        using var timeout = new CancellationTokenSource(budget, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Encoded<ModalityEncoding> encoded;
        try
        {
            encoded = await encoder.EncodeAsync(command, budget, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A service that stops gives its message back; one that is late has nobody to answer.
            cancellationToken.ThrowIfCancellationRequested();
            instruments.Expired(name);
            return;
        }
        catch (MediaRejectedException exception)
        {
            await RejectAsync(command, exception.Code, exception.Message, cancellationToken);
            return;
        }
        catch (OverloadedException exception)
        {
            await RejectAsync(
                command, RejectionCode.Overloaded, "Too many inputs are waiting to be encoded.", cancellationToken, exception.RetryAfter);
            return;
        }
#pragma warning disable CA1031 // Whatever went wrong, the observation is told, and goes on without this modality.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EncodingFailed(exception, command.Modality, command.ObservationId);
            await RejectAsync(command, RejectionCode.Failed, "It could not be encoded.", cancellationToken);
            return;
        }

        EncoderSpans.Tell(name, encoded.Timings, time.GetUtcNow());
        var message = new ModalityEncoded
        {
            ObservationId = command.ObservationId,
            TenantId = command.TenantId,
            Modality = command.Modality,
            Tokens = encoded.Result.Tokens,
            Wish = encoded.Result.Wish,
            Emotion = encoded.Result.Emotion,
            Model = encoded.Model,
            Timings = encoded.Timings,
            Quality = encoded.Quality,
        };
        await sender.SendToShardAsync(command.Shard, message, cancellationToken);
        instruments.Encoded(name, encoded);
    }

    private async Task RejectAsync(
        TCommand command, RejectionCode code, string reason, CancellationToken cancellationToken, TimeSpan? retryAfter = null)
    {
        var message = new ModalityRejected
        {
            ObservationId = command.ObservationId,
            TenantId = command.TenantId,
            Modality = command.Modality,
            Code = code,
            Reason = reason,
            RetryAfterMs = retryAfter is { } wait ? (int)Math.Ceiling(wait.TotalMilliseconds) : null,
        };
        await sender.SendToShardAsync(command.Shard, message, cancellationToken);
        instruments.Rejected(EncoderInstruments.Name(command.Modality), code);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Modality} of observation {ObservationId} could not be encoded")]
    private partial void EncodingFailed(Exception exception, Modality modality, Guid observationId);
}
