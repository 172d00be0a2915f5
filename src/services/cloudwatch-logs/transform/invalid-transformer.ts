import { ServiceException } from "../../../wire/service-exception.ts";

export const invalidTransformer = (message: string): ServiceException =>
  new ServiceException("InvalidParameterException", message);
